/** The ledger on a real server. */

import { ledgerContract } from "../../contracts/ledger_contract.ts";
import { replacingContract } from "../../contracts/replacing_contract.ts";
import { natsLedger, natsUnderTest } from "../../support/nats_ledger.ts";
import { NatsServer, natsThere } from "../../support/nats_server.ts";
import { testWith } from "../../support/outside_tool.ts";

const nats = await natsThere();

ledgerContract("NatsLedger", natsUnderTest, (name, run) => testWith(nats, name, run));

replacingContract("NatsLedger", async () => {
  const server = await NatsServer.start();
  return { ledger: () => natsLedger(server), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}, (name, run) => testWith(nats, name, run));

import { ledgerContract } from "../contracts/ledger_contract.ts";
import { replacingContract } from "../contracts/replacing_contract.ts";
import { memoryUnderTest, SharedRecords } from "../support/memory_ledger.ts";
import type { Note } from "../support/ledger_reader.ts";

ledgerContract("the ledger of tests", () => Promise.resolve(memoryUnderTest()));

replacingContract("the ledger of tests", () => {
  const records = new SharedRecords<Note>();
  return Promise.resolve({ ledger: () => records.ledger(), [Symbol.asyncDispose]: () => Promise.resolve() });
});

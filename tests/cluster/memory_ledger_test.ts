import { ledgerContract } from "../contracts/ledger_contract.ts";
import { replacingContract } from "../contracts/replacing_contract.ts";
import { SharedRecords } from "../support/memory_ledger.ts";
import type { Note } from "../support/ledger_reader.ts";

ledgerContract("the ledger of tests", () => {
  const records = new SharedRecords<Note>();
  let remembered = 0;
  return Promise.resolve({
    ledger: () => records.ledger(),
    cut: () => Promise.resolve(records.cut()),
    mend: () => Promise.resolve(records.mend()),
    remember: () => Promise.resolve(void (remembered = records.length)),
    putBack() {
      records.cut();
      records.putBack(remembered);
      return Promise.resolve(records.mend());
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
});

replacingContract("the ledger of tests", () => {
  const records = new SharedRecords<Note>();
  return Promise.resolve({ ledger: () => records.ledger(), [Symbol.asyncDispose]: () => Promise.resolve() });
});

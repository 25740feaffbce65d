/**
 * What every store does, told through its port.
 *
 * @module
 */

import type { Store } from "../../lib/store/store.ts";
import { erasingContract } from "./erasing_contract.ts";
import { savingContract } from "./saving_contract.ts";
import { searchingContract } from "./searching_contract.ts";

/** A store for one test, empty at first; disposing it cleans up behind it. */
export interface TestStore extends Disposable {
  readonly store: Store;
}

/** Registers the tests for one kind of store, under the name of its class. */
export function storeContract(name: string, open: () => TestStore): void {
  for (const contract of [savingContract, searchingContract, erasingContract]) {
    contract((behaviour, run) =>
      Deno.test(`${name}${behaviour}`, () => {
        using opened = open();
        run(opened.store);
      })
    );
  }
}

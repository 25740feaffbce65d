/** What doors ask for descriptors, in a process that has plenty of them or none. @module */

import { OutOfDescriptors } from "../../lib/doors/spare_descriptors.ts";

/** Plenty. */
export const PLENTY = { allow: () => true, demand() {} };

/** As many as there are; the test says when there are none, and when there are some again. */
export class FewFiles {
  hasSome = false;

  allow = () => this.hasSome;

  demand = () => {
    if (!this.hasSome) throw new OutOfDescriptors();
  };
}

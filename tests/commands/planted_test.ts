/** Faults planted in copies of the commands, and that what people would notice finds each. */

import { assertEquals } from "@std/assert";
import type * as Complete from "../../lib/commands/complete.ts";
import type * as Support from "../support/chat.ts";
import { LARGE } from "../support/party.ts";
import { type Trial, tryAll } from "../support/planted_trials.ts";

/** The modules of one program: ours, or a copy. */
interface Program {
  readonly support: typeof Support;
  readonly complete: typeof Complete;
}

const TRIALS: readonly Trial<Program>[] = [
  {
    name: "a hidden room is not offered to those who may not know of it",
    faults: [
      {
        name: "all rooms are offered",
        file: "lib/commands/candidates.ts",
        find: "isListed(room.access.kind, room.standing(person))",
        replace: "true",
      },
      {
        name: "whoever is here counts as being in every room",
        file: "lib/commands/candidates.ts",
        find: "isListed(room.access.kind, room.standing(person))",
        replace: "isListed(room.access.kind, { ...room.standing(person), isMember: people.has(person.id) })",
      },
    ],
    async run({ support: { Chat }, complete: { complete } }) {
      const chat = new Chat();
      using _ = chat.fanOut;
      const ann = chat.enter("ann"), bob = chat.enter("bob");
      await ann.types("/join #hidden");
      await ann.types("/room private");
      const { people, rooms } = chat.services;
      const offered = ({ guest }: typeof ann) => complete("/join #h", { people, rooms, guest }).candidates;
      assertEquals([offered(ann), offered(bob)], [["#hidden "], []]);
    },
  },
  {
    name: "what is for one person reaches nobody else, whoever has their name",
    faults: [
      {
        name: "a query is with whoever has the name",
        file: "lib/commands/talk/say.ts",
        find: "sendAlone(asker, query.person, line)",
        replace:
          "sendAlone(asker, asker.names.find(asker.guest.correspondence.name ??= query.person.name)!, line)",
      },
      {
        name: "a query with somebody who has left ends without a word",
        file: "lib/chat/queries.ts",
        find: '      guest.correspondence.parted = { kind: "has_left", name: person.name };',
        replace: "",
      },
      {
        name: "being put out of a room ends a query",
        file: "lib/chat/guest.ts",
        find: "    if (this.correspondence.query === undefined) this.seats.restyle({ focus: room });",
        replace: "    this.correspondence.query = undefined;\n    this.seats.restyle({ focus: room });",
      },
      {
        name: "what one does goes to the room",
        file: "lib/commands/talk/me.ts",
        find: '{ kind: "acted", text }, room)',
        replace: '{ kind: "acted", text }, room ?? asker.guest.current)',
      },
    ],
    async run({ support: { Chat } }) {
      const chat = new Chat({ bounds: LARGE });
      using _ = chat.fanOut;
      const ann = chat.enter("ann"), bob = chat.enter("bob"), eve = chat.enter("eve");
      await eve.types("/join #ops");
      await ann.types("/join #ops");
      await ann.types("/query bob");
      await ann.types("secret one");
      await ann.types("/me secretly nods");
      await eve.types("/kick ann");
      await ann.types("secret two");
      await bob.types("/nick rob");
      const other = chat.enter("bob");
      await ann.types("secret three");
      bob.leaves();
      await ann.types("secret four");
      const secrets = (typist: typeof ann) => typist.hears().filter((line) => line.includes("secret")).length;
      assertEquals([bob, eve, other].map(secrets), [4, 0, 0]);
    },
  },
];

tryAll(TRIALS, async (importer) => ({
  support: await importer<typeof Support>("tests/support/chat.ts"),
  complete: await importer<typeof Complete>("lib/commands/complete.ts"),
}));

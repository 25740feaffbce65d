/** Scenarios in which webhooks are made, used and taken back while something else happens. */

import { assert } from "@std/assert";
import { HookSpeech } from "../../lib/chat/hook_speech.ts";
import type { Name, RoomName } from "../../lib/text/clean.ts";
import { type Circumstance, inside, NO_SWEEP, party } from "./party.ts";
import type { Scenario } from "./scenario.ts";

const DEN = "#den" as RoomName, DEPLOY = "deploy" as Name, ANN = "ann" as Name;

/** Whoever has a webhook's name is that webhook. */
const ownNames: Circumstance = (world, { services: { hooks, names, people } }) => {
  world.always(() => {
    for (const hook of hooks.values()) assert(names.find(hook.name) === hook, "a webhook has no name");
    for (const person of people.values()) assert(names.find(person.name) === person, "somebody has no name");
  });
};

/** A room gets a webhook at the beginning, and a program speaks through it: whatever it is told, is so. */
const speaks: Circumstance = async function deploy(world, { services }) {
  const { dispatcher, rooms, hooks, names } = services, ann = names.find(ANN);
  assert(ann?.kind === "person");
  const hook = { name: DEPLOY, by: ANN, hash: "hashed token" };
  dispatcher.do({ kind: "hook_made", room: DEN, by: ann.id, hook });
  const settings = { paceLines: 10, paceBurst: 3, maxLineBytes: 100, hooksPlain: "off" } as const;
  let isBehind = true; // a reader, once
  const pass = () => {
    if (!isBehind) return undefined;
    isBehind = false;
    return world.step({ object: "valve", verb: "open", perform: () => {} });
  };
  const speech = new HookSpeech({ services, settings, pass });
  await world.step({ object: "deploy", verb: "call", perform: () => {} });
  const call = { room: "den", token: "token", address: "::1", isEncrypted: false, isTrusted: false };
  const outcome = await speech.speak({ ...call, text: "d1" });
  const isThere = hooks.has("hashed token");
  assert(isThere === (rooms.find(DEN)?.hooks.has(DEPLOY) === true));
  assert(isThere || outcome.kind === "wrong_token", `${outcome.kind} through a webhook that was taken back`);
  assert(!isThere || outcome.kind === "posted", outcome.kind);
};

export const HOOK_SCENARIOS: readonly Scenario[] = [
  {
    name: "a webhook is made while somebody takes its name",
    model: party(
      [
        { name: "ann", before: ["/nick ann", "/join #den"], lines: ["/hook deploy"] },
        inside("bob", ["/nick deploy"]),
      ],
      {},
      ownNames,
    ),
    options: NO_SWEEP,
  },
  {
    name: "a webhook is taken back while a program speaks through it",
    model: party(
      [{
        name: "ann",
        before: ["/nick ann", "/join #den"],
        lines: ["/hook off deploy"],
        terminal: { isFast: true },
      }],
      {},
      speaks,
      ownNames,
    ),
    options: NO_SWEEP,
  },
];

/**
 * What is measured of the bus, on a node of several; `docs/operations.md` explains each.
 *
 * @module
 */

import type { NodeCondition } from "../chat/this_node.ts";
import { type Measure, measure } from "./measure.ts";

const HELP = {
  chat_bus_up: "1 while this node reaches the others by the bus and knows what they know, else 0.",
  chat_bus_waiting: "Deeds of this node that are on their way to the bus and back.",
  chat_bus_echo_seconds: "How long the last deed of this node took to the bus and back.",
  chat_bus_resent_total: "Deeds of this node that were sent again.",
  chat_bus_refused_total: "Deeds of this node that were refused, because it was cut off from the others.",
  chat_bus_behind_seconds: "How old the last deed on the bus was when it was read here.",
  chat_bus_peers: "Other nodes that live.",
  chat_bus_people: "People and programs that are in the chat, on all nodes.",
};

/** @param people how many are in the chat, on all nodes */
export function busMeasures(node: NodeCondition, people: number): Measure[] {
  const { isUp, isReady, waiting, echoMs, resent, refused, behindMs, peers } = node;
  const values: Record<keyof typeof HELP, number> = {
    chat_bus_up: Number(isUp && isReady),
    chat_bus_waiting: waiting,
    chat_bus_echo_seconds: echoMs / 1000,
    chat_bus_resent_total: resent,
    chat_bus_refused_total: refused,
    chat_bus_behind_seconds: behindMs / 1000,
    chat_bus_peers: peers.length,
    chat_bus_people: people,
  };
  return (Object.keys(HELP) as (keyof typeof HELP)[]).map((name) => measure(name, HELP[name], values[name]));
}

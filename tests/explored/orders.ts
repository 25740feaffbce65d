/**
 * How many orders each scenario has. A search that has become smaller than it was proves less than it did: whoever
 * changes a number here says why.
 *
 * @module
 */

/** The number of orders by the name of the scenario. */
export const ORDERS: Readonly<Record<string, number>> = {
  "a channel keeps the order of three producers, and loses and doubles nothing": 7_560,
  "a channel that is closed in any state takes nothing new and gives what it has": 2_520,
  "a channel that is disposed in any state is empty for ever": 2_520,
  "a slow reader gets the lines of two senders in order, or is told how many it missed": 204,
  "a slow reader loses what waits to others who need the room, in any state, and is told how many lines":
    4_572,
  "lines are shown although nobody closes the outbox": 28,
  "an outbox that is closed in any state is written to its end": 27,
  "an outbox whose peer is gone in any state is closed all the same": 67,
  "a reader that is unseated in any state keeps nobody waiting": 132,
  "telnet answers go out in order between the lines of a slow reader": 890,
  "senders at the valve go on when the reader does, when time passes, or when the server is taken down":
    3_168,
  "newcomers are let in when a reader catches up, or when they have waited long enough": 124,
  "newcomers wait no longer than they are there, and all go on when the server is taken down": 5_273,
  "a session ends once, whoever ends it first: the person, the line, the fan-out or the server": 30,
  "a session whose connection is reset ends as one that was hung up": 4,
  "a session of somebody who never gives a name ends when the patience does": 2,
  "a session waits for the first line no longer than for its end": 2,
  "a session that keeps somebody's pace can be ended while they wait": 18,
  "keys are pressed while lines are written: lines stay whole and in order, and the input below them": 1_141,
  "a window gets narrower while lines are skipped: the input fits, and it is told how many": 890,
  "an editor is switched off and on again while lines are written: a line that was begun stays one": 2_892,
  "a connection ends in any state: a half-typed line is not said, and the terminal is left as it was": 722,
  "two people come and go": 1_128,
  "somebody speaks while somebody comes": 2_778,
  "two people speak to each other": 4_428,
  "somebody speaks faster than somebody reads": 2_312,
  // The three with lines that wait for a flush had 3,298 (with one preemption less), 7,390 and 3,081 orders when whoever
  // came, went or was kicked had everything handed out first. All of that is an entry of the turn now, so there is no order
  // any more in which it makes lines go out.
  "several lines go out with one flush": 6_670,
  "somebody comes while lines wait for a flush": 4_083,
  "two people want the same new name": 2_212,
  "two people come under the same name, and one of them tries another": 4_884,
  "somebody comes under a name that somebody gives up": 8_671,
  "the name of somebody who has gone is free at once": 1_126,
  "somebody ignores one who speaks and takes another name, and looks back": 4_956,
  "three people who read at once come, talk and go": 560, // 8!/(3!3!2!)
  "three people who read at once want three names": 1_680, // 9!/(3!3!3!)
  "two people who read at once speak to one who does not": 16_400,
  "three people come, talk, rename themselves and go": 19_584,
  // It had 4,428 when a line was said where its speaker landed: now nobody hears one for a room that they were put out of.
  "somebody is kicked while they speak": 3_320,
  "somebody is kicked while lines wait for a flush": 862,
  "one leaves a room while another comes in": 2_572,
  "the owner of a room renames themselves, while somebody comes in, and kicks them": 8_546,
  "a room is made with a password while somebody comes in without it": 1_936,
  "a room gets a password while somebody comes in with another one": 11,
  "a room gets another password while somebody comes in with the old one": 33,
  "two people make the same room with different passwords at once": 2_802,
  "a webhook is made while somebody takes its name": 3_064,
  "a webhook is taken back while a program speaks through it": 8,
  "somebody who does not read is dropped while others speak": 5_294,
  "the fan-out finds out who does not read": 373,
  "somebody who vanished comes back under their own name while others speak": 11_381,
  "a socket breaks while others speak": 5_868,
  "the server stops while somebody speaks and somebody comes": 3_111,
  "the disk is full for a while: everything said is kept in the end": 532,
  "a client loses its connection while somebody speaks, and comes back to every line, or too late": 99,
  "a client comes back while its old connection still seems alive, and gets every line once": 243,
  "a client comes back at the limit that its own seat reaches, while somebody else comes too": 1_370,
  "a client comes back at a limit while its old connection still seems alive, and somebody else comes too":
    1_015,
  "the server drains while somebody comes: they are in before, or not at all": 14,
  "the server drains while a client comes back to its seat: it is back before, or not at all": 48,
  "the server drains and is stopped while somebody comes": 51,
  "ours: somebody speaks and goes while somebody else has stopped reading": 38,
  "ours: somebody speaks and goes while somebody else's socket breaks": 5_868,
  "ours: somebody comes in while somebody speaks and somebody else does not read": 756,
};

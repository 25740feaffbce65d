/**
 * Which messages a client may send a server, and when (RFC 4250, 4.1.2). Whatever else `ssh2` can read is for clients, or
 * costs more than it is worth.
 *
 * @module
 */

/** By their names in the RFC. */
export const MESSAGE = {
  DISCONNECT: 1,
  IGNORE: 2,
  UNIMPLEMENTED: 3,
  DEBUG: 4,
  SERVICE_REQUEST: 5,
  EXT_INFO: 7,
  KEXINIT: 20,
  USERAUTH_REQUEST: 50,
  GLOBAL_REQUEST: 80,
  REQUEST_SUCCESS: 81,
  REQUEST_FAILURE: 82,
  CHANNEL_OPEN: 90,
  CHANNEL_WINDOW_ADJUST: 93,
  CHANNEL_DATA: 94,
  CHANNEL_EXTENDED_DATA: 95,
  CHANNEL_EOF: 96,
  CHANNEL_CLOSE: 97,
  CHANNEL_REQUEST: 98,
  CHANNEL_SUCCESS: 99,
  CHANNEL_FAILURE: 100,
} as const;

/** At any time. */
const ALWAYS: readonly number[] = [
  MESSAGE.DISCONNECT,
  MESSAGE.IGNORE,
  MESSAGE.UNIMPLEMENTED,
  MESSAGE.DEBUG,
  MESSAGE.EXT_INFO,
  MESSAGE.KEXINIT,
];

const BEFORE_LOGIN = new Set([...ALWAYS, MESSAGE.SERVICE_REQUEST, MESSAGE.USERAUTH_REQUEST]);

const AFTER_LOGIN = new Set(
  [...ALWAYS, ...Object.values(MESSAGE).filter((type) => type >= MESSAGE.GLOBAL_REQUEST)],
);

/** Whether a message of this type is one that a client may send. */
export function isAllowed(type: number, isLoggedIn: boolean): boolean {
  return (isLoggedIn ? AFTER_LOGIN : BEFORE_LOGIN).has(type);
}

/** Whether a global request wants an answer; undefined where it is cut off. */
export function wantsReply(request: Uint8Array): boolean | undefined {
  if (request.length < 6) return undefined;
  const nameBytes = new DataView(request.buffer, request.byteOffset).getUint32(1);
  const answer = request[5 + nameBytes];
  return answer === undefined ? undefined : answer !== 0;
}

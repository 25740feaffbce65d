/** The ways in, by what is spoken there: logs, metrics and consoles name them so. @module */

/** Every door: on TCP as it is, inside TLS, over HTTP, and on a WebSocket; those that end in `s` are inside TLS. */
export const DOORS = ["tcp", "tls", "http", "https", "ws", "wss"] as const;

/** One of them. */
export type DoorName = typeof DOORS[number];

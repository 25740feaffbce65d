/** The ways in, by what is spoken there: logs, metrics and consoles name them so. @module */

/** Every door: on TCP as it is, inside TLS, over HTTP, on a WebSocket (`https` and `wss` are inside TLS), and over SSH. */
export const DOORS = ["tcp", "tls", "http", "https", "ws", "wss", "ssh"] as const;

/** One of them. */
export type DoorName = typeof DOORS[number];

/**
 * Why a session ended. Every session ends with exactly one farewell; it is logged once and, where the peer still
 * listens, said as the last line.
 *
 * @module
 */

/** Protocols that are recognised by their first words or bytes; a program is one of any other protocol. */
export type Stranger = "tls" | "http" | "ssh" | "irc" | "proxy" | "utf16" | "program";

/** Every ending of a session. */
export type Farewell =
  | { readonly kind: "quit" }
  | { readonly kind: "hung_up" }
  | { readonly kind: "too_slow"; readonly stalledMs: number }
  | { readonly kind: "vanished"; readonly silentMs: number }
  | { readonly kind: "nameless"; readonly nameMs: number }
  | { readonly kind: "too_many_tries"; readonly nameTries: number }
  | { readonly kind: "stranger"; readonly spoke: Stranger }
  | { readonly kind: "kicked" }
  | { readonly kind: "stopping" }
  | { readonly kind: "bug" };

/**
 * Where NATS servers are, as an operator writes it: `nats://10.0.0.5:4222`, `tls://nats.example.org`, or several of them.
 *
 * @module
 */

/** The port of NATS where none is written. */
const USUAL_PORT = 4222;

/** Where one server is. */
export interface NatsAddress {
  /** A name or an address; an IPv6 one without brackets. */
  readonly host: string;
  readonly port: number;
  /** Whether it is only spoken to by TLS. */
  readonly isTls: boolean;
  /** Who one is there, where it is written before an `@`. */
  readonly user?: string;
  readonly password?: string;
}

/** The servers in a text, with commas between them; undefined where one of them is none. */
export function natsAddresses(text: string): readonly NatsAddress[] | undefined {
  const all = text.split(",").map((part) => natsAddress(part.trim()));
  return all.every((address) => address !== undefined) ? all : undefined;
}

/** How a server is called in sentences for the operator: without a password. */
export function shownAddress({ host, port, isTls }: NatsAddress): string {
  return `${isTls ? "tls" : "nats"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function natsAddress(text: string): NatsAddress | undefined {
  const [, scheme = "", rest = ""] = /^(nats|tls):\/\/(\S+)$/.exec(text) ?? [];
  // `URL` knows what is in a host only where it knows the scheme, and leaves out the usual port of that scheme.
  const url = URL.parse(`http://${rest.replace(/:80\/?$/, ":080")}`);
  if (
    scheme === "" || url === null || url.hostname === "" || !/^\/?$/.test(url.pathname) || url.search !== ""
  ) {
    return undefined;
  }
  const port = url.port !== "" ? Number(url.port) : /:0*80\/?$/.test(rest) ? 80 : USUAL_PORT;
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port,
    isTls: scheme === "tls",
    ...(url.username !== "" && { user: decodeURIComponent(url.username) }),
    ...(url.password !== "" && { password: decodeURIComponent(url.password) }),
  };
}

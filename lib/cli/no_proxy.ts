/** Proxies of the environment are for the world outside: asked for this machine, they would look at themselves. @module */

/** Has requests go straight to where they are sent. */
export function useNoProxy(): void {
  for (const name of ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]) Deno.env.delete(name);
}

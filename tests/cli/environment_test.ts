import { assertEquals } from "@std/assert";
import { fileIn, givenFor, strayVariables } from "../../lib/cli/environment.ts";
import { settingsFrom } from "../../lib/cli/settings.ts";
import { DEFAULTS, environmentNameOf, SETTING_KEYS, SETTINGS } from "../../lib/runtime/config.ts";

type Variables = Readonly<Record<string, string>>;

const reading = (variables: Variables) => (name: string) => variables[name];
const settings = (variables: Variables) => settingsFrom({ flags: {}, environment: reading(variables) });

/** What Kubernetes puts into every container where there is a Service of that name (uppercase) on two ports. */
function serviceLinks(name: string, host = "10.43.161.118", address = host): Variables {
  const of = (port: number, protocol: string) => ({
    [`${name}_PORT_${port}_${protocol.toUpperCase()}`]: `${protocol}://${address}:${port}`,
    [`${name}_PORT_${port}_${protocol.toUpperCase()}_PROTO`]: protocol,
    [`${name}_PORT_${port}_${protocol.toUpperCase()}_PORT`]: `${port}`,
    [`${name}_PORT_${port}_${protocol.toUpperCase()}_ADDR`]: host,
  });
  return {
    [`${name}_SERVICE_HOST`]: host,
    [`${name}_SERVICE_PORT`]: "8080",
    [`${name}_SERVICE_PORT_HTTP`]: "8080",
    [`${name}_SERVICE_PORT_ADMIN`]: "8081",
    [`${name}_PORT`]: `tcp://${address}:8080`,
    ...of(8080, "tcp"),
    ...of(8081, "udp"),
  };
}

Deno.test("what Kubernetes tells of a Service named chat, or chat-something, is passed over without a word", () => {
  for (const name of ["CHAT", "CHAT_ADMIN", "CHAT_MAX_GUESTS", "CHAT_A_B"]) {
    for (const address of ["10.43.161.118", "[fd00::1]"]) {
      const variables = serviceLinks(name, "fd00::1", address);
      const { config, sources } = settings(variables);
      assertEquals(config, DEFAULTS, name);
      assertEquals(new Set(Object.values(sources)), new Set(["default"]));
      assertEquals(strayVariables(variables), []);
    }
  }
  assertEquals(settings({ CHAT_PORT: "sctp://10.0.0.1:8080" }).config.port, DEFAULTS.port);
  assertEquals(settings({ ...serviceLinks("CHAT"), CHAT_PORT: "4000" }).config.port, 4000); // set by hand over it
});

Deno.test("what Docker tells of a linked container is passed over without a word", () => {
  const variables = { CHAT_NAME: "/web/chat", CHAT_ENV_PATH: "/bin", CHAT_PORT: "tcp://172.17.0.2:8080" };
  assertEquals(settings(variables).config, DEFAULTS);
  assertEquals(strayVariables(variables), []);
});

Deno.test("a blank variable is as unset, for every setting but the one that may be an empty list", () => {
  for (const key of SETTING_KEYS) {
    const { takesBlank = false } = { ...SETTINGS[key] } as { takesBlank?: boolean };
    assertEquals(takesBlank, key === "trustedNetworks");
    for (const blank of ["", " ", "\t\n"]) {
      const variables = { [environmentNameOf(key)]: blank };
      assertEquals(givenFor(key, reading(variables)), takesBlank ? "" : undefined, key);
      assertEquals(settings(variables).sources[key] === "default", !takesBlank, key);
    }
  }
  assertEquals(settings({ CHAT_TRUSTED_NETWORKS: "" }).config.trustedNetworks, "");
  assertEquals(fileIn("CHAT_CONFIG", reading({ CHAT_CONFIG: " " })), undefined);
  assertEquals(fileIn("CHAT_CONFIG", reading({ CHAT_CONFIG: "c.toml" })), "c.toml");
  const file = { path: "c.toml", values: { port: 3 } };
  const { config } = settingsFrom({ flags: {}, environment: reading({ CHAT_PORT: "" }), file });
  assertEquals(config.port, 3);
});

Deno.test("strayVariables() tells of names that look like settings, with the nearest, and never their values", () => {
  const told = (...names: string[]) =>
    strayVariables(Object.fromEntries(names.map((name) => [name, "s3cret"])));
  const passed = (name: string, hint: string) =>
    `Ignored "${name}" in the environment: there is no such setting; ${hint}`;
  assertEquals(told("CHAT_PROT"), [passed("CHAT_PROT", "did you mean CHAT_PORT?")]);
  assertEquals(told("CHAT_LANGUAGE"), [passed("CHAT_LANGUAGE", "did you mean CHAT_LANG?")]);
  assertEquals(told("chat_port"), [passed("chat_port", "did you mean CHAT_PORT?")]);
  assertEquals(told("CHAT-MAX-GUESTS"), [passed("CHAT-MAX-GUESTS", "did you mean CHAT_MAX_GUESTS?")]);
  assertEquals(told("CHAT_MAXGUESTS"), [passed("CHAT_MAXGUESTS", "did you mean CHAT_MAX_GUESTS?")]);
  for (const far of ["CHAT_FOO", "CHAT_URL", "CHAT_OWNER", "CHAT_"]) {
    assertEquals(told(far), [passed(far, "chat-server config lists them")]);
  }
  assertEquals(told("CHAT_FAVOURITE_ANIMAL"), [
    passed("CHAT_FAVOURITE_ANIMAL", "chat-server config lists them"),
  ]);
  assertEquals(told("CHAT_\x1b[2J\nX")[0]?.includes("\x1b"), false);
  assertEquals(told("CHAT_CONFIG", "CHAT_CONSOLE_CONFIG", "PATH", "MYCHAT_PORT", "CHATGPT_KEY", "CHAT"), []);
  assertEquals(told(...SETTING_KEYS.map(environmentNameOf)), []);
  const many = told(...Array.from({ length: 30 }, (_, i) => `CHAT_X${i}`));
  assertEquals([many.length, many.at(-1)], [11, "Ignored 20 more variables that are no settings"]);
});

/** TLS as its operator meets it: whole processes, in a folder of their own. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type KeyPair, selfSigned } from "../../lib/doors/tls/certificate.ts";
import { fingerprintOf } from "../../lib/doors/tls/certificate_facts.ts";
import { fingerprintOf as keyFingerprint, keyText, newKey } from "../../lib/doors/ssh/openssh_key.ts";
import { DEFAULTS } from "../../lib/runtime/config.ts";
import { ProgramFolder } from "./program.ts";

const PRINTED = /SHA-256 fingerprint is ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})/;

const HOST_KEY = /SSH on the same port, with the host key (SHA256:[A-Za-z0-9+/]{43})$/m;

Deno.test("fingerprint prints what the log printed at the start, and certificate and host key stay over a restart", async () => {
  await using folder = new ProgramFolder();
  await folder.refuses(["fingerprint"], /"\.\/data\/tls\.pem": there is no such file; a server makes one/);
  await folder.refuses(["fingerprint", "--data", "none"], /data is "none", so nothing is kept/);
  for (let start = 0; start < 2; start++) {
    await using server = await folder.serve();
    while (!PRINTED.test(server.output) || !HOST_KEY.test(server.output)) {
      await new Promise((resolve) => setTimeout(resolve, 10)); // it reads them a moment after the start
    }
    const [, certificate] = PRINTED.exec(server.output)!, [, hostKey] = HOST_KEY.exec(server.output)!;
    const [first, ...rest] = (await folder.prints(["fingerprint"])).split(/(?<=\n)/);
    assertMatch(
      first!,
      /^\S+ is the SHA-256 fingerprint of "\.\/data\/tls\.pem", which is good until \d{4}-\d\d-\d\d\n$/,
    );
    assertStringIncludes(first!, certificate!);
    assertEquals(rest, [
      `${hostKey} is the fingerprint of the SSH host key in "./data/ssh_host_ed25519_key"\n`,
    ]);
    assertEquals(await server.end(), 0);
  }
});

Deno.test("a certificate of the operator's own is served, and read again on SIGHUP; a bad one is refused at the start", async () => {
  await using folder = new ProgramFolder();
  const [first, second] = [
    await selfSigned(["localhost"], Date.now()),
    await selfSigned(["localhost"], Date.now()),
  ];
  await folder.write("cert.pem", first.cert);
  await folder.write("key.pem", second.key);
  const flags = ["--tls-cert", "cert.pem", "--tls-key", "key.pem"];
  await folder.refuses(
    flags,
    /^Cannot use "key\.pem" for TLS: its private key is not that of the certificate$/m,
  );
  await folder.refuses(flags.slice(0, 2), /^Cannot use tls-cert without tls-key/m);
  await folder.refuses([...flags, "--tls-domain", "chat.example"], /^Cannot use tls-domain with tls-cert: /m);
  await folder.write("key.pem", first.key);
  await using server = await folder.serve(flags);
  const printed = async () => {
    await server.hasPrinted("fingerprint is");
    return PRINTED.exec(server.output)![1];
  };
  assertEquals(await printed(), await fingerprintOf(first.cert));
  assertStringIncludes(await folder.prints(["fingerprint", "--tls-cert", "cert.pem"]), (await printed())!);
  await folder.write("cert.pem", second.cert);
  const refused = server.prints("TLS goes on as it was");
  Deno.kill(server.pid, "SIGHUP");
  await refused;
  assertStringIncludes(server.output, `"key.pem" for TLS: its private key is not that of the certificate`);
  await folder.write("key.pem", second.key);
  const served = server.prints("fingerprint is");
  Deno.kill(server.pid, "SIGHUP");
  await served;
  assertEquals(await printed(), await fingerprintOf(second.cert));
  assert(!server.output.includes("WARNING"));
  assertEquals(await server.end(), 0);
});

Deno.test("with tls-domain fingerprint prints that of the authority's certificate, as long as it is good", async () => {
  await using folder = new ProgramFolder();
  await Deno.mkdir(`${folder.path}/data`);
  const own = await selfSigned(["localhost"], Date.now()),
    signed = await selfSigned(["chat.example"], Date.now());
  const flags = ["fingerprint", "--tls-domain", "chat.example"];
  const keep = (pair: KeyPair, authority: string) =>
    folder.write("data/acme.json", JSON.stringify({ accountKey: "", issued: { ...pair, authority } }));
  await folder.write("data/tls.pem", own.cert + own.key);
  assertStringIncludes(await folder.prints(flags), (await fingerprintOf(own.cert))!);
  await keep(signed, DEFAULTS.tlsAuthority);
  assertStringIncludes(await folder.prints(flags), `${await fingerprintOf(signed.cert)} is`);
  for (
    const [from, authority] of [[0, DEFAULTS.tlsAuthority], [Date.now(), "https://staging.example/"]] as const
  ) {
    await keep(await selfSigned(["chat.example"], from), authority);
    assertStringIncludes(await folder.prints(flags), (await fingerprintOf(own.cert))!);
  }
});

Deno.test("the fingerprint of an SSH host key stands below that of the certificate, or alone", async () => {
  await using folder = new ProgramFolder();
  await Deno.mkdir(`${folder.path}/data`);
  const own = await newKey(),
    other = await newKey(),
    { cert, key } = await selfSigned(["localhost"], Date.now());
  await folder.write("data/ssh_host_ed25519_key", keyText(own, ""));
  const line = `${await keyFingerprint(
    own,
  )} is the fingerprint of the SSH host key in "./data/ssh_host_ed25519_key"\n`;
  assertEquals(await folder.prints(["fingerprint"]), line);
  await folder.write("data/tls.pem", cert + key);
  const [first, ...rest] = (await folder.prints(["fingerprint"])).split(/(?<=\n)/);
  assertStringIncludes(first!, (await fingerprintOf(cert))!);
  assertEquals(rest, [line]);
  await folder.write("other", keyText(other, ""));
  const flags = ["fingerprint", "--data", "none", "--ssh-host-key", "other"];
  assertEquals(
    await folder.prints(flags),
    `${await keyFingerprint(other)} is the fingerprint of the SSH host key in "other"\n`,
  );
  await folder.refuses(
    flags.with(-1, "nothing"),
    /^Cannot use "nothing" as the SSH host key: there is no such file$/m,
  );
  await folder.refuses(
    ["--ssh-host-key", "nothing"],
    /^Cannot use "nothing" as the SSH host key: there is no such file$/m,
  );
  await folder.write("data/ssh_host_ed25519_key", "damaged");
  await folder.refuses(
    ["fingerprint"],
    /^Cannot use "\.\/data\/ssh_host_ed25519_key" as the SSH host key: it holds no/m,
  );
});

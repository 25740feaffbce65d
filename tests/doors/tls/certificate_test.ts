import { assert, assertEquals, assertMatch } from "@std/assert";
import { BACKDATED_MS, LIFE_MS, selfSigned } from "../../../lib/doors/tls/certificate.ts";
import { factsOf, fingerprintOf } from "../../../lib/doors/tls/certificate_facts.ts";
import { bytesInPem, pem } from "../../../lib/doors/tls/pem.ts";
import { outsideProgram, testWith } from "../../support/outside_tool.ts";
import { DataFolder } from "../../support/data_folder.ts";

const NOW = Date.UTC(2026, 10, 29, 12);
const NAMES = ["chat.example", "*.chat.example", "localhost", "192.0.2.7", "::1", "2001:db8::a"];
const openssl = await outsideProgram("openssl", "openssl", ["version"]);

Deno.test("a certificate is good from an hour ago, for 825 days, and for its names alone", async () => {
  const { cert } = await selfSigned(NAMES, NOW);
  const facts = factsOf(cert)!;
  assertEquals([facts.from, facts.until], [NOW - BACKDATED_MS, NOW - BACKDATED_MS + LIFE_MS]);
  for (const name of [...NAMES, "0:0:0:0:0:0:0:1"]) assert(facts.isFor(name), name);
  for (const other of ["example", "192.0.2.8", "::2", ""]) assert(!facts.isFor(other), other);
});

Deno.test("two certificates differ in key, number and fingerprint", async () => {
  const [first, second] = [await selfSigned(NAMES, NOW), await selfSigned(NAMES, NOW)];
  const prints = [await fingerprintOf(first.cert), await fingerprintOf(second.cert)];
  assert(first.key !== second.key && prints[0] !== prints[1]);
  for (const print of prints) assertMatch(print!, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
});

Deno.test("what is no certificate has no facts: cut or changed at any byte, it throws nothing", async () => {
  const { cert } = await selfSigned(NAMES, NOW), der = bytesInPem("CERTIFICATE", cert)!;
  assertEquals([factsOf(""), factsOf("hello"), await fingerprintOf("hello")], [
    undefined,
    undefined,
    undefined,
  ]);
  for (let at = 0; at < der.length; at++) {
    assertEquals(factsOf(pem("CERTIFICATE", der.subarray(0, at))), undefined);
    factsOf(pem("CERTIFICATE", der.map((byte, index) => index === at ? byte ^ 0xff : byte)));
  }
});

testWith(
  openssl,
  "openssl reads a certificate as it was meant, takes it for its names, and prints the same fingerprint",
  async () => {
    await using folder = await DataFolder.make();
    const { cert, key } = await selfSigned(NAMES, NOW), file = `${folder.path}/tls.pem`;
    await Deno.writeTextFile(file, cert + key);
    const run = async (...args: string[]) => {
      const { stdout, stderr } = await new Deno.Command("openssl", { args }).output();
      return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    };
    const text = await run("x509", "-in", file, "-noout", "-text", "-fingerprint", "-sha256");
    for (
      const part of ["CA:FALSE", "Digital Signature", "TLS Web Server Authentication", "CN = chat.example"]
    ) {
      assert(text.includes(part), text);
    }
    assert(text.includes(`ingerprint=${await fingerprintOf(cert)}`), text);
    const time = String(NOW / 1000),
      verify = ["verify", "-CAfile", file, "-purpose", "sslserver", "-attime", time];
    for (
      const [flag, name] of [["-verify_hostname", "a.chat.example"], ["-verify_ip", "192.0.2.7"], [
        "-verify_ip",
        "::1",
      ]]
    ) {
      assertMatch(await run(...verify, flag!, name!, file), /: OK$/m);
    }
    assertMatch(await run(...verify, "-verify_hostname", "example.org", file), /hostname mismatch/i);
    assertMatch(await run("pkey", "-in", file, "-check", "-noout"), /Key is valid/);
  },
);

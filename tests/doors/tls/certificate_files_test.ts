import { assertEquals, assertMatch, assertRejects } from "@std/assert";
import { selfSigned } from "../../../lib/doors/tls/certificate.ts";
import { factsOf } from "../../../lib/doors/tls/certificate_facts.ts";
import { CertificateFiles } from "../../../lib/doors/tls/certificate_files.ts";
import { CertificateTrouble } from "../../../lib/doors/tls/certificate_source.ts";
import { loopbackTls, tryOut } from "../../../lib/doors/tls/tls_network.ts";
import { DataFolder } from "../../support/data_folder.ts";

const NOW = Date.UTC(2026, 10, 29, 12), DAY_MS = 86_400_000;

/** Two files with such texts, and the source that reads them. */
async function filesWith(cert: string, key: string) {
  const folder = await DataFolder.make();
  const [certFile, keyFile] = ["cert.pem", "key.pem"].map((name) => `${folder.path}/${name}`) as [
    string,
    string,
  ];
  await Deno.writeTextFile(certFile, cert);
  await Deno.writeTextFile(keyFile, key);
  const source = new CertificateFiles(certFile, keyFile, (pair) => tryOut(loopbackTls, pair));
  return { certFile, keyFile, source, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

Deno.test("files are read once, again where one has changed, and whenever somebody asks", async () => {
  const [first, second] = [await selfSigned(["localhost"], NOW), await selfSigned(["localhost"], NOW)];
  await using files = await filesWith(first.cert, first.key);
  const { source, certFile, keyFile } = files;
  assertEquals(await source.next(NOW, false), first);
  assertEquals(await source.next(NOW, false), undefined);
  assertEquals(await source.next(NOW, true), first);
  await Deno.writeTextFile(`${certFile}.new`, second.cert);
  await Deno.rename(`${certFile}.new`, certFile);
  await assertRejects(
    () => source.next(NOW, false),
    CertificateTrouble,
    "its private key is not that of the certificate",
  );
  assertEquals(await source.next(NOW, false), undefined);
  await Deno.writeTextFile(keyFile, second.key + "\n");
  assertEquals((await source.next(NOW, false))?.cert, second.cert);
});

Deno.test("what cannot be used is told in one sentence that names the file", async () => {
  const good = await selfSigned(["localhost"], NOW), other = await selfSigned(["localhost"], NOW);
  const damaged = good.cert.replace(/\n.{8}/, "\nAAAAAAAA");
  const cases = [
    ["", good.key, /cert\.pem" for TLS: it holds no certificate in PEM$/],
    [good.key, good.cert, /cert\.pem" for TLS: it holds no certificate in PEM$/],
    [good.cert, "", /key\.pem" for TLS: it holds no private key in PEM without a passphrase$/],
    [
      good.cert,
      good.key.replaceAll("PRIVATE", "ENCRYPTED PRIVATE"),
      /key\.pem" for TLS: it holds no private key/,
    ],
    [good.cert, other.key, /key\.pem" for TLS: its private key is not that of the certificate$/],
    [damaged, good.key, /cert\.pem" for TLS: its certificate is damaged$/],
    [good.cert, good.key.replace(/\n.{8}/, "\nAAAAAAAA"), /key\.pem" for TLS: its private key is none of/],
  ] as const;
  for (const [cert, key, sentence] of cases) {
    await using files = await filesWith(cert, key);
    const { message } = await assertRejects(() => files.source.next(NOW, true), CertificateTrouble);
    assertMatch(message, sentence);
  }
  await using files = await filesWith(good.cert, good.key);
  await Deno.remove(files.keyFile);
  const refusal = (reason: string) =>
    assertRejects(() => files.source.next(NOW, true), CertificateTrouble, reason);
  await refusal("there is no such file");
  await Deno.mkdir(files.keyFile);
  await refusal("that is a folder");
  await Deno.remove(files.keyFile);
  await Deno.writeTextFile(files.keyFile, "x".repeat(262_145));
  await refusal("it has 262145 bytes, and may have at most 262144");
});

Deno.test("the operator is told of a certificate's end two weeks before", async () => {
  const pair = await selfSigned(["localhost"], NOW), { until } = factsOf(pair.cert)!;
  await using files = await filesWith(pair.cert + pair.key, pair.cert + pair.key);
  await files.source.next(NOW, true);
  assertEquals(files.source.trouble(until - 15 * DAY_MS), undefined);
  assertMatch(files.source.trouble(until - DAY_MS)!, /^the certificate in ".*cert\.pem" ends on 2029-03-03$/);
  assertMatch(files.source.trouble(until + DAY_MS)!, / ended on 2029-03-03$/);
});

/**
 * A bridge from the web: it says in a room what somebody posts here with the right token.
 *
 *     export CHAT_WEBHOOK_TOKEN=$(openssl rand -hex 16)
 *     deno run --allow-net=localhost:8080,0.0.0.0:8000 --allow-env=CHAT_WEBHOOK_TOKEN examples/webhook.ts
 *     curl -d "the build is green" "http://localhost:8000/?token=$CHAT_WEBHOOK_TOKEN"
 *     curl -d "the build is green" -H "Authorization: Bearer $CHAT_WEBHOOK_TOKEN" http://localhost:8000/
 *
 * @module
 */

import { type Chat, visits } from "./chat.ts";

/** Longest post, in bytes. */
const MAX_BYTES = 1000;

const [hostname = "localhost", port = "8080", room = "lobby", webPort = "8000", name = "webhook"] = Deno.args;
const token = Deno.env.get("CHAT_WEBHOOK_TOKEN");
if (!token) {
  console.error("Set CHAT_WEBHOOK_TOKEN to the secret that callers have to know.");
  Deno.exit(2);
}

let chat: Chat | undefined;

Deno.serve({ port: Number(webPort) }, async (request) => {
  if (request.method !== "POST") {
    return respond(405, 'Post what is to be said: curl -d "the build is green" URL');
  }
  if (await digest(tokenIn(request)) !== await digest(token)) return respond(403, "The token is wrong.");
  const bytes = Number(request.headers.get("content-length")); // no more bytes than this can come
  const isRightSize = bytes >= 1 && bytes <= MAX_BYTES;
  const text = isRightSize ? (await request.text()).replace(/\s+/g, " ").trim() : "";
  if (text === "") return respond(400, `Post 1 to ${MAX_BYTES} bytes of text.`);
  const reply = await chat?.request("say", text, chat.room);
  if (reply === undefined || reply.reason === "lost") {
    return respond(503, "The chat is away: please try again.");
  }
  return reply.kind === "refused" ? respond(400, reply.text) : respond(200, `Said as line ${reply.id}.`);
});

function respond(status: number, sentence = ""): Response {
  return new Response(`${sentence}\n`, { status });
}

function tokenIn({ url, headers }: Request): string {
  return headers.get("authorization")?.replace(/^Bearer /i, "") ?? new URL(url).searchParams.get("token") ??
    "";
}

/** We compare digests, not tokens: so the time of the comparison tells nothing about the token. */
async function digest(text: string): Promise<string> {
  return String(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

for await (chat of visits({ hostname, port: Number(port) }, name, room)) {
  for await (const _ of chat.events); // no event is for us, but when they end the next visit begins
  chat = undefined;
}

/** A program in a session of its own, without a socket. @module */

import { assertEquals } from "@std/assert";
import { Chat } from "../support/chat.ts";
import { begin } from "../support/conversation.ts";
import { LARGE } from "../support/party.ts";
import { JSON_LINES } from "../support/samples.ts";

export type Fields = Record<string, unknown>;

/** A program in a session of its own. */
export class Program {
  readonly #chat: Chat;
  readonly session: ReturnType<typeof begin>;
  #seen = 0;

  constructor(chat: Chat, nameTries = 10, dialect = JSON_LINES) {
    this.#chat = chat;
    this.session = begin(chat, { nameTries }, dialect);
  }

  /** Writes a request, or a line as it is, and returns what comes then, without sentences and times. */
  async asks(request: unknown): Promise<Fields[]> {
    await this.hears();
    this.session.say(typeof request === "string" ? request : JSON.stringify(request));
    return await this.hears();
  }

  /** What has come since this was last asked. */
  async hears(): Promise<Fields[]> {
    await this.#chat.flush();
    const lines = this.session.terminal.heard.split("\n").slice(0, -1);
    const news = lines.slice(this.#seen).map((line) => JSON.parse(line) as Fields);
    this.#seen = lines.length;
    return news.map(({ text, time: _, ...fields }) =>
      ["said", "acted", "whispered"].includes(String(fields.kind)) ? { ...fields, text } : fields
    );
  }

  async ends(): Promise<void> {
    this.session.type.close();
    await this.session.farewell;
  }
}

/** A chat with a person and a program in it. */
export async function start(
  test: (bot: Program, ann: ReturnType<Chat["enter"]>, chat: Chat) => Promise<void>,
) {
  using chat = new Chat({ bounds: LARGE });
  const ann = chat.enter("ann");
  const bot = new Program(chat);
  await bot.asks({ verb: "nick", argument: "bot" });
  ann.hears();
  await test(bot, ann, chat);
  const { size } = chat.fold.people;
  await bot.ends();
  assertEquals(chat.fold.people.size, size - 1);
}

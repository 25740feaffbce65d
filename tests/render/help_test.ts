/** The screen of `/help`, word by word. */

import { assertEquals } from "@std/assert";
import type { Notice } from "../../lib/model/notice.ts";
import { renderNotice } from "../../lib/render/render.ts";
import { textOf } from "../support/bytes.ts";
import { CHINESE, HELP, PLAIN } from "../support/samples.ts";

function told(notice: Notice, dialect = PLAIN): string {
  return textOf(renderNotice(notice, dialect));
}

Deno.test("renderNotice() shows /help in English", () => {
  assertEquals(
    told(HELP),
    `Type a line and press Enter: all in your room read it. Commands start with /:
  talk      /me TEXT  /msg NAME TEXT  /reply TEXT  /query [NAME]
  rooms     /join #ROOM  /leave [#ROOM]  /rooms  /who [#ROOM]  /topic [TEXT]
  your room /room [KIND]  /invite NAME  /kick NAME  /owner NAME  /hook [NAME]
  the past  /history [N] [#ROOM]  /since  /search WORDS  /forget
  people    /whois NAME  /away [TEXT]  /ignore [NAME]  /unignore NAME
  you       /nick NAME  /color on|off  /lang en|zh  /tz [ZONE]  /set  /json
  more      /help [COMMAND]  /clear  /motd  /health  /quit
//text says a line that starts with /. /help search explains /search.
`,
  );
});

Deno.test("renderNotice() shows /help in Chinese", () => {
  assertEquals(
    told(HELP, CHINESE),
    `输入一行文字并按回车，同一房间的人都会看到。以 / 开头的是命令：
  聊天  /me TEXT  /msg NAME TEXT  /reply TEXT  /query [NAME]
  房间  /join #ROOM  /leave [#ROOM]  /rooms  /who [#ROOM]  /topic [TEXT]
  房主  /room [KIND]  /invite NAME  /kick NAME  /owner NAME  /hook [NAME]
  历史  /history [N] [#ROOM]  /since  /search WORDS  /forget
  社交  /whois NAME  /away [TEXT]  /ignore [NAME]  /unignore NAME
  自己  /nick NAME  /color on|off  /lang en|zh  /tz [ZONE]  /set  /json
  其他  /help [COMMAND]  /clear  /motd  /health  /quit
//text 发送以 / 开头的文字。/help search 查看 /search 的详细说明。
`,
  );
});

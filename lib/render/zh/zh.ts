/**
 * 服务器说的每一句话：中文。Everything the server says, in Chinese: the catalogue.
 *
 * @module
 */

import type { Catalogue } from "../catalogue.ts";
import { past } from "./past.ts";
import { people } from "./people.ts";
import { rooms } from "./rooms.ts";
import { talk } from "./talk.ts";
import { nameProblems, reason, roomKinds, seconds, topics } from "./words.ts";
import { you } from "./you.ts";

/** The Chinese catalogue. */
export const zh: Catalogue = {
  notices: { ...talk.notices, ...rooms.notices, ...past.notices, ...people.notices, ...you.notices },
  refusals: { ...talk.refusals, ...rooms.refusals, ...past.refusals, ...people.refusals, ...you.refusals },
  help: { ...talk.help, ...rooms.help, ...past.help, ...people.help, ...you.help },
  farewells: {
    quit: () => "再见！",
    hung_up: () => "再见！",
    vanished: ({ silentMs }) => `再见：你的连接已有 ${seconds(silentMs)} 没有回应。`,
    too_slow: ({ stalledMs }) => `再见：你的连接已有 ${seconds(stalledMs)} 没有读取任何内容。`,
    nameless: ({ nameMs }) => `再见：${seconds(nameMs)}内没有收到名字，欢迎再来。`,
    too_many_tries: ({ nameTries }) => `再见：${nameTries} 个名字都不能使用，欢迎再来。`,
    stranger: ({ spoke }) => zh.strangers[spoke],
    kicked: () => "再见：服务器的管理员断开了你的连接。",
    stopping: () => "再见：服务器正在停止。",
    bug: () => "再见：服务器出了错，已经记录下来，欢迎再来。",
  },
  events: {
    renamed: ({ name, to }) => `${name} 改名为 ${to}`,
    removed: ({ room, name, by, text }) => `${by} 把 ${name} 请出了 ${room}${reason(text)}`,
    topic: ({ room, name, text }) =>
      text === "" ? `${name} 取消了 ${room} 的话题` : `${name} 设置了 ${room} 的话题：${text}`,
    room_kind: ({ room, name, roomKind }) => `${name} 把 ${room} 设为${roomKinds[roomKind]}`,
    room_history: ({ room, name, isKept }) =>
      isKept
        ? `${room} 从现在起保存聊天记录（${name}）`
        : `${room} 不再保存聊天记录，之前保存的已经清除（${name}）`,
    owner: ({ room, name, to }) => `${name} 让 ${to} 成为 ${room} 的房主`,
  },
  nameProblems,
  strangers: {
    tls: "这里是明文聊天室，不支持 TLS：请用 telnet 或 nc 连接。",
    http: "这里是用 telnet 和 nc 访问的聊天室，不是网页服务器：请用 telnet 连接此端口。",
    ssh: "这里是明文聊天室，不是 SSH 服务器：请用 telnet 或 nc 连接此端口。",
    irc: "这里是用 telnet 和 nc 访问的聊天室，不是 IRC 服务器：请用 telnet 连接此端口。",
    proxy: "代理发来了 PROXY 头，本聊天室不读取它：请在代理上关闭。",
    utf16: "本聊天室使用 UTF-8，而你发来的文字是 UTF-16：请改变编码后重新连接。",
    program: "这里是明文聊天室，你的程序使用的是另一种协议：请用 telnet 或 nc 连接。",
  },
  roomKinds,
  topics,
};

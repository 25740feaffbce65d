/** 服务器说的每一句话：中文。Everything the server says, in Chinese: the catalogue. @module */

import type { Catalogue } from "../catalogue.ts";
import { past } from "./past.ts";
import { people } from "./people.ts";
import { rooms } from "./rooms.ts";
import { talk } from "./talk.ts";
import { reason, roomKinds, seconds, strangers } from "./words.ts";
import { you } from "./you.ts";

export const zh: Catalogue = {
  phrases: { ...talk, ...rooms, ...past, ...people, ...you },
  farewells: {
    quit: () => "再见！",
    hung_up: () => "再见！",
    not_done: () => "再见：你要求的事没有办成。",
    vanished: ({ silentMs }) => `再见：你的连接已有 ${seconds(silentMs)} 没有回应。`,
    too_slow: ({ stalledMs }) => `再见：你的连接已有 ${seconds(stalledMs)} 没有读取任何内容。`,
    nameless: ({ nameMs }) => `再见：${seconds(nameMs)}内没有收到名字，欢迎再来。`,
    too_many_tries: ({ nameTries }) => `再见：${nameTries} 个名字都不能使用，欢迎再来。`,
    stranger: ({ spoke }) => strangers[spoke],
    resumed: () => "再见：你已在另一个连接上继续。",
    kicked: () => "再见：服务器的管理员断开了你的连接。",
    full: () => "再见：现在没有空位，欢迎以后再来。",
    stopping: () => "再见：服务器正在停止。",
    cut_off: () => "再见：本节点与其他节点的连接中断太久，你已被视为离开。请重新进入。",
    bug: () => "再见：服务器出了错，已经记录下来，欢迎再来。",
  },
  passwordPrompt: "密码: ",
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
    hook: ({ room, name, hook, isOn }) =>
      isOn
        ? `${name} 在 ${room} 新建了网络钩子 ${hook}，程序可以用它发言`
        : `${name} 收回了 ${room} 的网络钩子 ${hook}`,
    owner: ({ room, name, to }) => `${name} 让 ${to} 成为 ${room} 的房主`,
  },
};

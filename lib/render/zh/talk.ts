/** 关于输入的文字和命令：中文。About lines and commands as they are typed, in Chinese. @module */

import type { Parts } from "../catalogue.ts";
import { reason } from "./words.ts";

export const talk: Parts["talk"] = {
  not_utf8: () => "你输入的一些字不是有效的 UTF-8，别人看到的是 \ufffd：请把终端设为 UTF-8。",
  paced: ({ linesPerSecond }) => `你的输入超过每秒 ${linesPerSecond} 行：不会丢失，将按这个速度发送。`,
  skipped: ({ lines }) => `此处略过了 ${lines} 行：你的连接读取太慢。`,
  query: ({ name, room }) => `现在你的话只发给 ${name}：输入 /query 回到 ${room}。`,
  query_over: ({ name, room }) => `${name} 已经离开，现在你的话会发到 ${room}。`,
  is_away: ({ name, text }) => `${name} 暂离${reason(text)}。你的话会留在对方的屏幕上。`,
  completed: ({ candidates, hasMore }) =>
    candidates.length === 0
      ? "没有可以补全的内容。"
      : `可以补全为：${candidates.map((word) => word.trim()).join("、")}${hasMore ? "，还有更多" : ""}。`,
  unknown_verb: ({ given, nearest }) =>
    nearest === undefined
      ? `没有 /${given} 这个命令。输入 /help 查看所有命令，输入 //${given} 可原样发送。`
      : `没有 /${given} 这个命令，是不是想用 /${nearest}？输入 /help 查看所有命令。`,
  bad_argument: ({ verb, given, usage }) =>
    given === ""
      ? `/${verb} 还缺少内容：请输入 ${usage}。`
      : `“${given}”不适用于 /${verb}：请输入 ${usage}。`,
  not_yet: ({ verb }) => `进入之后才能使用 /${verb}：请先输入名字。`,
  not_said: ({ verb }) =>
    `这一行没有发送：看起来像 /${verb}。要用命令请直接输入 /${verb}，前面不加别的；要原样发送请输入 //${verb}。`,
  line_too_long: ({ maxLineBytes }) => `这一行没有发送：超过了 ${maxLineBytes} 字节。`,
  line_not_text: () => "这一行没有发送：不是有效的 UTF-8 文字。请把终端设为 UTF-8 后重新输入。",
  bad_request: ({ problem }) => `这不是有效的请求：${problem}。`,
  nobody_to_reply: () => "还没有人给你发过私信：/msg NAME TEXT 给别人发私信。",
  has_left: ({ name, room }) =>
    `这一行没有发送：也许是写给 ${name} 的，而对方已经离开。现在你的话会发到 ${room}。`,
  was_removed: ({ from, room }) =>
    `这一行没有发送：也许是写给 ${from} 的，而你已被请出那里。现在你的话会发到 ${room}。`,
  cut_off: ({ isLine }) =>
    `${isLine ? "这一行没有发送" : "没有办成"}：本节点与其他节点的连接中断了，请稍后再试。`,
  overtaken: () => "没有办成：别人抢先了一步。请看一下现在的情况，再试一次。",
  "/me": "描述动作：* 你 挥挥手",
  "/msg": "给某人发私信，不管对方在哪个房间；简写 /w",
  "/reply": "给最近和你互发私信的人发私信；简写 /r",
  "/query": "从现在起只和某人私聊；单独输入 /query 回到房间",
};

/** 关于别人：中文。About other people, in Chinese. @module */

import type { Parts } from "../catalogue.ts";
import { names, person, reason, roomNames, span } from "./words.ts";

export const people: Parts["people"] = {
  whois: ({ person: who, rooms, hereMs, quietMs, awayText, node }) =>
    `${person({ ...who, isAway: false })} 来了${span(hereMs)}，安静了${span(quietMs)}` +
    (rooms.length === 0 ? "" : `，在 ${roomNames(rooms)}`) +
    (node === undefined ? "" : `，在节点 ${node} 上`) +
    (who.isAway ? `，暂离${reason(awayText)}` : "") + "。",
  whois_hook: ({ person: who, by, room, quietMs }) =>
    `${person(who)} 是${room === undefined ? "" : ` ${room} 的`}网络钩子，由 ${by} 新建，${
      quietMs === undefined ? "服务器启动后还没有发言" : `安静了${span(quietMs)}`
    }。`,
  away: ({ text }) => `你已暂离${reason(text)}。发言或再次输入 /away 就算回来。`,
  back: () => "欢迎回来。",
  ignoring: ({ name }) => `你不会再收到 ${name} 的话；/unignore ${name} 可以取消。`,
  heeding: ({ name }) => `你又能收到 ${name} 的话了。`,
  ignored: ({ names: list }) => list.length === 0 ? "你没有屏蔽任何人。" : `你屏蔽了：${names(list)}。`,
  unknown_person: ({ given }) => `这里没有叫“${given}”的人：/who 查看谁在线。`,
  is_hook: ({ name }) => `${name} 是网络钩子：只替程序发言，不读消息。`,
  yourself: ({ verb }) => `/${verb} 是对别人用的，这是你自己。`,
  not_ignored: ({ given }) => `你没有屏蔽“${given}”：只输入 /ignore 查看你屏蔽了谁。`,
  too_many_ignored: ({ names }) => `你已经屏蔽了 ${names} 个名字：请先 /unignore 一个。`,
  "/whois": "某人在哪些房间、来了多久、安静了多久",
  "/away": "告诉给你发私信的人你暂离了，可写原因；再次输入或发言就算回来",
  "/ignore": "不再收到某人的话，对方不会知道；单独输入：查看你屏蔽了谁",
  "/unignore": "重新收到某人的话",
};

/**
 * 服务器怎样说“不”：中文。How the server says no, in Chinese.
 *
 * @module
 */

import type { Catalogue } from "../catalogue.ts";
import { nameProblems, seconds } from "./words.ts";

/** One sentence for every kind of refusal. */
export const refusals: Catalogue["refusals"] = {
  bad_name: ({ problem, given }) =>
    given === ""
      ? `不能使用这个名字：${nameProblems[problem]}。`
      : `不能使用“${given}”作为名字：${nameProblems[problem]}。`,
  unknown_verb: ({ given, nearest }) =>
    nearest === undefined
      ? `没有 /${given} 这个命令。输入 /help 查看所有命令，输入 //${given} 可原样发送。`
      : `没有 /${given} 这个命令，是不是想用 /${nearest}？输入 /help 查看所有命令。`,
  bad_argument: ({ verb, given, usage }) =>
    given === ""
      ? `/${verb} 还缺少内容：请输入 ${usage}。`
      : `“${given}”不适用于 /${verb}：请输入 ${usage}。`,
  unclear_zone: ({ given, zones }) =>
    `不能使用“${given}”这样的缩写，很多缩写可以指好几个地方：请输入 ${
      zones.map((zone) => `/tz ${zone}`).join(" 或 ")
    }。`,
  not_yet: ({ verb }) => `进入之后才能使用 /${verb}：请先输入名字。`,
  not_said: ({ verb }) =>
    `这一行没有发送：看起来像 /${verb}。要用命令请直接输入 /${verb}，前面不加别的；要原样发送请输入 //${verb}。`,
  line_too_long: ({ maxLineBytes }) => `这一行没有发送：超过了 ${maxLineBytes} 字节。`,
  line_not_text: () => "这一行没有发送：不是有效的 UTF-8 文字。请把终端设为 UTF-8 后重新输入。",
  bad_request: ({ problem }) => `这不是有效的请求：${problem}。`,
  crowded: ({ guests }) => `聊天室已满：已有 ${guests} 个连接。请稍后再试。`,
  crowded_address: ({ guests, network }) =>
    `来自你的${
      network === undefined ? "地址" : `网络（${network}）`
    }的连接太多：已有 ${guests} 个。请关闭一个后再试。`,
  bad_room_name: ({ problem, given }) => `不能使用“${given}”作为房间名：${nameProblems[problem]}。`,
  unknown_room: ({ given }) => `没有 ${given} 这个房间：/rooms 查看所有房间，/join 新建房间。`,
  not_in_room: ({ room }) => `你不在 ${room}：请先输入 /join ${room}。`,
  needs_invitation: ({ room }) => `${room} 只有受到邀请才能进入：请让里面的人邀请你。`,
  needs_password: ({ room }) => `进入 ${room} 需要密码：请输入 /join ${room} PASSWORD。`,
  wrong_password: ({ room }) => `${room} 的密码不对。`,
  too_many_passwords: ({ waitMs }) => `密码错得太多：请过 ${seconds(waitMs)}再试。`,
  too_many_guesses: ({ room, waitMs }) =>
    `有人在 ${room} 输错了太多次密码：请过 ${seconds(waitMs)}再试，或让里面的人邀请你。`,
  only_owners_speak: ({ room }) => `这一行没有发送：${room} 里只有房主可以发言。`,
  not_owner: ({ room }) => `只有 ${room} 的房主才能这样做。`,
  nobodys_room: ({ room }) => `${room} 属于大家，所以谁都不能这样做：可用 /join 新建自己的房间。`,
  only_room: ({ room }) => `你只在 ${room} 这一个房间：请先 /join 另一个房间，或用 /quit 退出。`,
  too_many_rooms: ({ rooms }) => `已有 ${rooms} 个房间，不能再新建了。`,
  too_many_rooms_of_yours: ({ rooms }) => `你已经在 ${rooms} 个房间里，或拥有这么多房间：请先 /leave 一个。`,
  too_many_invited: ({ room }) => `${room} 邀请了太多还没有来的人。`,
  too_many_owners: ({ room }) => `${room} 的房主已经够多，不能再加了。`,
  unknown_person: ({ given }) => `这里没有叫“${given}”的人：/who 查看谁在线。`,
  not_in_this_room: ({ name, room }) => `${name} 不在 ${room}。`,
  already_in_room: ({ name, room }) => `${name} 已经在 ${room} 了。`,
  yourself: ({ verb }) => `/${verb} 是对别人用的，这是你自己。`,
  nobody_to_reply: () => "还没有人给你发过私信：/msg NAME TEXT 给别人发私信。",
  not_ignored: ({ given }) => `你没有屏蔽“${given}”：只输入 /ignore 查看你屏蔽了谁。`,
  too_many_ignored: ({ names }) => `你已经屏蔽了 ${names} 个名字：请先 /unignore 一个。`,
  no_history: ({ reason }) => `现在读不到聊天记录：${reason}。聊天不受影响。`,
  history_off: ({ room }) => `${room} 不保存聊天记录：房主关闭了。`,
  never_seen: () => "你还没有用这个名字从这个地址来过：/history 查看最近的聊天记录。",
};

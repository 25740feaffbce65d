/** 关于房间：中文。About rooms, in Chinese. @module */

import type { Parts } from "../catalogue.ts";
import { nameProblems, names, person, reason, roomKinds, seconds } from "./words.ts";

const goesTo = (room: string) => `现在你的话会发到 ${room}。`;
const GOES_THERE = "现在你的话会发到那里。";

const UNSEEN = "输入的内容不会显示，直接按回车则取消。";

export const rooms: Parts["rooms"] = {
  rooms: ({ rooms, more }) =>
    [
      "房间（* 你在里面，> 你的话发到那里）：",
      ...rooms.map(({ name, roomKind, people, topic, you }) =>
        `${{ current: ">", in: "*", out: " " }[you]} ${name}  ${people} 人，${roomKinds[roomKind]}${
          topic === "" ? "" : `  ${topic}`
        }`
      ),
      ...(more === 0 ? [] : [`  还有 ${more} 个房间`]),
      "/join #房间名 进入房间；用新名字就会新建房间。",
    ].join("\n"),
  who: ({ room, people, you }) =>
    `${room === undefined ? "" : `${room} 里`}现在有 ${people.length} 人${
      room === undefined ? "在线" : ""
    }：${names(people.map(person))}。你是 ${you}。`,
  room_made: ({ room, roomKind }) => {
    const kind = roomKind === "public" ? "是公开的" : roomKinds[roomKind];
    return `你新建了 ${room}，你就是房主：房间${kind}，可用 /room 更改。${GOES_THERE}`;
  },
  room_entered: ({ room, roomKind, topic, others, more }) => {
    const where = room + (roomKind === "public" ? "" : `，${roomKinds[roomKind]}`);
    const who = others.length === 0 ? "这里还没有别人" : `和你一起的有：${names(others, more)}`;
    return `你进入了 ${where}${topic === "" ? "" : `，话题是“${topic}”`}，${who}。${GOES_THERE}`;
  },
  many_here: ({ room, people }) =>
    `${room} 里有 ${people} 人：输入 /set joins few，只显示最近发过言的人进出。`,
  room_current: ({ room }) => goesTo(room),
  room_left: ({ room, current, query }) => `你离开了 ${room}。${goesTo(query ?? current)}`,
  room_topic: ({ room, topic }) => topic === "" ? `${room} 没有话题。` : `${room} 的话题：${topic}`,
  room_state: ({ room, roomKind, keepsHistory, owners }) =>
    `${room}：${roomKinds[roomKind]}，${keepsHistory ? "" : "不"}保存聊天记录，${
      owners.length === 0 ? "没有房主在场" : `房主是 ${names(owners)}`
    }。`,
  removed_you: ({ room, by, text, current, query }) =>
    `${by} 把你请出了 ${room}${reason(text)}。${goesTo(query ?? current)}`,
  password_wanted: ({ room, isNew }) =>
    `${isNew ? `请输入 ${room} 的新密码` : `进入 ${room} 需要密码，请输入`}。${UNSEEN}`,
  no_password: () => "没有输入密码，一切照旧。",
  invited_you: ({ by, room }) => `${by} 邀请你去 ${room}：输入 /join ${room} 即可进入。`,
  invited: ({ name, room }) => `${name} 现在可以进入 ${room}，已经通知对方。`,
  hook_made: ({ room, name, token }) =>
    [
      `拥有此令牌的程序可以用 ${name} 的名字在 ${room} 发言。令牌只显示这一次：${token}`,
      `例如：curl -d hello -H 'Authorization: Bearer ${token}' https://HOST:PORT/hook/${
        encodeURI(room.slice(1))
      }`,
    ].join("\n"),
  hooks: ({ room, hooks }) =>
    hooks.length === 0
      ? `${room} 没有网络钩子：用 /hook NAME 新建。`
      : `${room} 的网络钩子：${
        names(hooks.map(({ name, by }) => `${name}（${by} 新建）`))
      }。用 /hook off NAME 收回。`,
  bad_room_name: ({ problem, given }) => `不能使用“${given}”作为房间名：${nameProblems[problem]}。`,
  unknown_room: ({ given }) => `没有 ${given} 这个房间：/rooms 查看所有房间，/join 新建房间。`,
  not_in_room: ({ room }) => `你不在 ${room}：请先输入 /join ${room}。`,
  needs_invitation: ({ room }) => `${room} 只有受到邀请才能进入：请让里面的人邀请你。`,
  needs_password: ({ room }) => `进入 ${room} 需要密码：请输入 /join ${room} PASSWORD。`,
  not_hidden: () => "这一行没有发送：它可能是刚才要你输入的密码。",
  wrong_password: ({ room }) => `${room} 的密码不对。`,
  too_many_passwords: ({ waitMs }) => `密码错得太多：请过 ${seconds(waitMs)}再试。`,
  too_many_guesses: ({ room, waitMs }) =>
    `有人在 ${room} 输错了太多次密码：请过 ${seconds(waitMs)}再试，或让里面的人邀请你。`,
  only_owners_speak: ({ room }) => `这一行没有发送：${room} 里只有房主可以发言。`,
  not_owner: ({ room }) => `只有 ${room} 的房主才能这样做。`,
  nobodys_room: ({ room }) => `${room} 属于大家，所以谁都不能这样做：可用 /join 新建自己的房间。`,
  only_room: ({ room }) => `你只在 ${room} 这一个房间：请先 /join 另一个房间，或用 /quit 退出。`,
  too_many_rooms: ({ rooms }) => `已有 ${rooms} 个房间，不能再新建了：/rooms 查看所有房间。`,
  too_many_rooms_of_yours: ({ rooms }) => `你已经在 ${rooms} 个房间里，或拥有这么多房间：请先 /leave 一个。`,
  too_many_invited: ({ room }) => `${room} 邀请了太多还没有来的人：请等其中一些人进入。`,
  too_many_owners: ({ room }) => `${room} 的房主已经够多：要先有一位离开，才能再加。`,
  bad_hook_name: ({ problem, given }) => `不能使用“${given}”作为网络钩子的名字：${nameProblems[problem]}。`,
  too_many_hooks: ({ room, hooks }) =>
    `${room} 已有 ${hooks} 个网络钩子，不能再新建：请先用 /hook off NAME 收回一个。`,
  unknown_hook: ({ given, room }) => `${room} 没有叫“${given}”的网络钩子：/hook list 查看。`,
  not_in_this_room: ({ name, room }) => `${name} 不在 ${room}。`,
  already_in_room: ({ name, room }) => `${name} 已经在 ${room} 了。`,
  "/join": "进入房间，或回到已在的房间；用新名字就会新建房间，你就是房主，\n  同时写上密码就是密码房间",
  "/leave": "离开这个房间，或另一个房间；房主离开就不再是房主，除非里面没有别人",
  "/rooms": "所有房间：人数、类型、话题",
  "/who": "谁在线，或谁在某个房间",
  "/topic": "这个房间的话题；房主可以更改（- 取消话题）",
  "/room":
    "房主用：谁可以进入（private：不列出）和发言（announce：只有房主）；\n  history on 或 off 开关聊天记录；单独输入：查看现状",
  "/invite": "邀请某人进入这个房间；除公开和私密房间外，只有房主可以邀请",
  "/kick": "房主用：把某人请出这个房间",
  "/owner": "房主用：让某人也成为房主",
  "/hook": "房主用：让程序通过 HTTP 以自己的名字在这里发言；\n  /hook list 查看，/hook off 收回",
};

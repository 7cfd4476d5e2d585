import { t } from '@lingui/core/macro';
/** An emoji and the words by which it is found; the first is its name. */
export type Emoji = { sign: string; name: string; words: string };

const group = (label: string, lines: string) => ({
  label,
  all: lines
    .trim()
    .split('\n')
    .map((line): Emoji => {
      const [sign = '', name = '', ...words] = line.trim().split(' ');
      return { sign, name, words: [name, ...words].join(' ') };
    }),
});

/** What people who answer customers reach for; everything else comes from the keyboard of the device. */
export const emojiGroups: readonly { label: string; all: readonly Emoji[] }[] = [
  group(
    t`Faces`,
    `
    🙂 smile happy
    😊 blush smile warm
    😀 grin happy
    😄 laugh happy
    😁 beam teeth
    😅 sweat_smile relief phew
    😂 joy tears laugh
    🤣 rofl laugh
    😉 wink
    😍 heart_eyes love
    🥰 adore love hearts
    😘 kiss
    😋 yum tasty
    😎 cool sunglasses
    🤩 starstruck wow
    🥳 party celebrate
    😇 angel halo
    🤗 hug
    🤔 thinking hmm
    🤨 eyebrow doubt
    😐 neutral
    😶 speechless
    🙄 eyeroll
    😏 smirk
    😌 relieved calm
    😴 sleep tired
    😷 mask ill
    🤒 ill fever
    🤕 hurt bandage
    🥵 hot
    🥶 cold freezing
    😕 confused unsure
    🙁 frown sad
    😟 worried
    😮 surprised oh
    😳 flushed embarrassed
    🥺 pleading please
    😢 cry sad tear
    😭 sob cry
    😞 disappointed sad
    😓 sweat stress
    😩 weary tired
    😤 frustrated huff
    😠 angry
    🤯 mind_blown
    😬 grimace awkward
    🫡 salute yes
    🫠 melting
    👻 ghost
    🤖 robot bot`,
  ),
  group(
    t`Hands and hearts`,
    `
    👍 thumbsup yes good ok
    👎 thumbsdown no bad
    👌 ok perfect
    🙏 thanks please pray
    👏 clap bravo
    🙌 hooray praise
    👋 wave hello bye
    🤝 handshake deal agreed
    ✌️ victory peace
    🤞 fingers_crossed luck
    💪 strong muscle
    👉 right point
    👈 left point
    👆 up point
    👇 down point
    ☝️ one point
    ✋ stop hand
    ✍️ writing
    🤷 shrug unknown
    🤦 facepalm
    🙋 raise_hand question
    ❤️ heart love
    🧡 orange_heart
    💛 yellow_heart
    💚 green_heart
    💙 blue_heart
    💜 purple_heart
    🖤 black_heart
    💔 broken_heart
    💕 hearts love`,
  ),
  group(
    t`Orders and things`,
    `
    📦 package parcel box order
    🚚 truck delivery shipping
    ✈️ plane flight air
    🚢 ship sea
    📬 mailbox post
    ✉️ letter mail envelope
    📧 email mail
    📎 paperclip attachment
    📷 camera photo
    🖼️ picture image
    📄 page document
    🧾 receipt invoice bill
    💳 card payment
    💰 money
    💸 refund money
    🏷️ tag price label
    🎁 gift present
    🛒 cart basket shop
    🛍️ shopping bags
    🏠 home house
    🏬 store shop
    📍 pin place address
    🗺️ map
    📅 calendar date
    ⏰ alarm clock time
    ⏳ hourglass waiting
    ⌛ time_up hourglass
    📞 phone call
    📱 mobile phone
    💻 laptop computer
    🖨️ printer
    🔋 battery
    🔌 plug power
    💡 idea light bulb
    🔧 wrench repair fix
    🔨 hammer repair
    🛠️ tools repair
    🧰 toolbox
    ⚙️ gear settings
    🔑 key password
    🔒 lock secure
    🔓 unlock open
    🔍 search look
    📝 note memo
    📋 clipboard list
    📌 pushpin
    🔗 link
    🧵 thread
    ☕ coffee
    🍵 tea
    🍕 pizza
    🎂 cake birthday
    🍀 luck clover
    🌱 plant
    🌞 sun
    🌧️ rain
    ❄️ snow
    🔥 fire hot
    🎉 tada party celebrate
    🎊 confetti
    🏆 trophy win
    🥇 first medal
    🚀 rocket launch`,
  ),
  group(
    t`Signs`,
    `
    ✅ check done yes
    ☑️ ticked done
    ✔️ tick done
    ❌ cross no wrong
    ⚠️ warning careful
    🚫 forbidden no
    ⛔ no_entry stop
    ❗ exclamation important
    ❓ question
    ℹ️ info
    💯 hundred perfect
    🆕 new
    🆗 okay ok
    🔴 red circle
    🟠 orange circle
    🟡 yellow circle
    🟢 green circle
    🔵 blue circle
    ⭐ star
    ✨ sparkles new
    💬 speech chat
    💭 thought
    🔔 bell notify
    🔕 mute silent
    🔄 refresh again
    ♻️ recycle
    ➡️ arrow_right next
    ⬅️ arrow_left back
    ⬆️ arrow_up
    ⬇️ arrow_down
    ➕ plus add
    ➖ minus
    ♿ accessible wheelchair
    🇦🇺 australia flag`,
  ),
];

const all = emojiGroups.flatMap((one) => one.all);

/** Those whose name or words begin with what was typed, by name first. */
export function emojiFor(query: string): Emoji[] {
  const wanted = query.toLowerCase();
  const named = all.filter((one) => one.name.startsWith(wanted));
  const others = all.filter((one) => !named.includes(one) && ` ${one.words}`.includes(` ${wanted}`));
  return [...named, ...others];
}

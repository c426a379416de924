package flags

import "tcplab/shared/phrase"

// What help.go says.
var (
	usage   = phrase.Phrase{EN: "%s [flags] %s", ZH: "%s [选项] %s"}
	example = phrase.Phrase{EN: "example:  %s", ZH: "例：  %s"}
	seeHelp = phrase.Phrase{EN: "-h explains every flag, with an example.", ZH: "-h 说明所有选项并举例。"}

	helpColor = phrase.Phrase{
		EN: "auto (default: on a terminal, unless NO_COLOR is set), always or never",
		ZH: "auto（默认：在终端里着色，设了 NO_COLOR 则不着色）、always 或 never",
	}
	helpLang = phrase.Phrase{
		EN: "en or zh (default from LAB_LANG, LC_ALL, LC_MESSAGES, LANG)",
		ZH: "en 或 zh（默认依次取自 LAB_LANG、LC_ALL、LC_MESSAGES、LANG）",
	}

	unknownFlag  = phrase.Phrase{EN: "there is no flag %s.", ZH: "没有 %s 这个选项。"}
	missingValue = phrase.Phrase{EN: "-%s needs a value after it.", ZH: "-%s 后面缺少值。"}
	lateFlag     = phrase.Phrase{
		EN: "%s is a flag, but it comes after an argument. Flags come first;\nif it is meant as an argument, put -- before the arguments.",
		ZH: "%s 是选项，却写在了参数中间。选项要写在前面；\n如果它真是参数，请在参数前加 --。",
	}
	otherCharacters = phrase.Phrase{
		EN: "%q has full-width or typeset characters: type %s",
		ZH: "%q 里有全角或排版用的字符，请用英文输入法输入：%s",
	}
	noQuotes = phrase.Phrase{
		EN: `PowerShell takes braces for a block of code. Put them in quotes: "{addr}".`,
		ZH: `PowerShell 把花括号当成代码块，请加引号："{addr}"。`,
	}
	strayArgument = phrase.Phrase{EN: "%q is not a flag: %s takes flags only.", ZH: "%q 不是选项：%s 只接受选项。"}

	noBoolean = phrase.Phrase{
		EN: "-%s takes true or false, after an equals sign: -%s=false.",
		ZH: "-%s 只能是 true 或 false，中间用等号：-%s=false。",
	}
	notInRange = phrase.Phrase{EN: "-%s takes a number from %d to %d; you gave %q.", ZH: "-%s 只能是 %d 到 %d 的整数，不能是 %q。"}
	noTime     = phrase.Phrase{EN: "-%s takes a time like 200ms or 1.5s; you gave %q.", ZH: "-%s 的格式如 200ms 或 1.5s，不能是 %q。"}
	notOneOf   = phrase.Phrase{EN: "-%s takes %s; you gave %q.", ZH: "-%s 只能是 %s，不能是 %q。"}
	noHostPort = phrase.Phrase{EN: "-%s takes HOST:PORT, like 127.0.0.1:9999; you gave %q.", ZH: "-%s 的格式是 主机:端口，如 127.0.0.1:9999，不能是 %q。"}
	noPort     = phrase.Phrase{EN: "a port is a number from 0 to 65535: %q has none.", ZH: "端口是 0 到 65535 的整数：%q 不符合。"}
)

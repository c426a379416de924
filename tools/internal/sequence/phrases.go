package sequence

import "tcplab/shared/phrase"

// What a picture says.
var (
	pictureName  = phrase.Phrase{EN: "%s. %s Time runs downwards.", ZH: "%s。%s时间从上到下。"}
	secondServer = phrase.Phrase{EN: "second server", ZH: "第二个服务器"}
	recvNothing  = phrase.Phrase{EN: "recv: nothing", ZH: "recv：空"}
	justNothing  = phrase.Phrase{EN: "nothing", ZH: "空"}
	recvBytes    = phrase.Phrase{EN: "recv %d bytes", ZH: "recv %d 字节"}
	inBytes      = phrase.Phrase{EN: "%d bytes", ZH: "%d 字节"}
	blocksWord   = phrase.Phrase{EN: "%s blocks", ZH: "%s 阻塞"}
	thinksWord   = phrase.Phrase{EN: "thinks", ZH: "思考"}
	keyboardWord = phrase.Phrase{EN: "waits for typing", ZH: "等键盘输入"}

	keyBlocked  = phrase.Phrase{EN: "blocked: the call has not returned", ZH: "阻塞：调用还没有返回"}
	keyReading  = phrase.Phrase{EN: "waits for somebody to type", ZH: "等人从键盘输入"}
	keyThinking = phrase.Phrase{EN: "the server thinks", ZH: "服务器在思考"}
	keyBuffer   = phrase.Phrase{EN: "arrived, not yet received", ZH: "已到达，还没有被接收"}
	keyTyped    = phrase.Phrase{EN: "typed at the keyboard", ZH: "键盘输入"}
	keyGo       = phrase.Phrase{EN: "a goroutine begins", ZH: "一个 goroutine 开始"}
	keyPacket   = phrase.Phrase{EN: "a packet of the kernel's", ZH: "内核发出的包"}
	keyLost     = phrase.Phrase{EN: "nobody left to receive it", ZH: "已经没有人接收"}
	keyTime     = phrase.Phrase{EN: "time: not to scale", ZH: "时间：不按比例"}
)

var commaWord = phrase.Phrase{EN: ", ", ZH: "，"}

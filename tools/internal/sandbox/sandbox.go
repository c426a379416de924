// Package sandbox runs the programs of strangers where they can do no harm: they see
// the system read-only, a copy of their own files, and nothing else.
package sandbox

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/gob"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"tcplab/shared/event"
	"tcplab/shared/phrase"
	"tcplab/shared/process"
)

// A Kind is how programs are kept apart from the machine.
type Kind string

const (
	Auto     Kind = "auto"     // the strongest that works
	Bwrap    Kind = "bwrap"    // bubblewrap: namespaces of their own
	Landlock Kind = "landlock" // the files only
	Off      Kind = "off"
)

// Kinds are all that can be asked for.
var Kinds = []Kind{Auto, Bwrap, Landlock, Off}

// Apart reports whether every worker has a network of its own, so that no two
// programs can want the same port.
func (k Kind) Apart() bool { return k == Bwrap }

// A Spec says what one program needs.
type Spec struct {
	Kind    Kind
	Self    string   // this program, which calls Enter in the sandbox
	Files   string   // a folder: the program runs in a copy of it; empty: in Work
	Dir     string   // where in the copy it runs
	Work    string   // a folder where copies have room, for Landlock; in bubblewrap, the copy
	Read    []string // what else it may read, besides the system
	Write   []string // where it may write besides its copy, as a compiler does
	Env     []string // all of its environment, besides HOME and TMPDIR
	Network bool     // it shares the network of this process
}

// Command returns the command that starts a program in its sandbox.
func (s Spec) Command() process.Sandbox {
	switch s.Kind {
	case Bwrap:
		args := s.bwrap()
		if s.Work = "/work"; s.Files != "" {
			s.Files = handedIn
		}
		return process.Sandbox{Args: append(args, "/tcplab/grade", EnterArg, Pack(s)), Layers: 2}
	case Landlock:
		return process.Sandbox{Args: []string{s.Self, EnterArg, Pack(s)}}
	}
	return process.Sandbox{}
}

// EnterArg is the first argument of this program when it is to call Enter.
const EnterArg = "-enter"

// Pack and Unpack carry a value in one word. A path may hold any bytes, which JSON would
// not keep.
func Pack(value any) string {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(value); err != nil {
		panic(err) // a type that gob does not know
	}
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

func Unpack(word string, value any) error {
	b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(word))
	if err != nil {
		return err
	}
	return gob.NewDecoder(bytes.NewReader(b)).Decode(value)
}

// Choose returns the kind that is wanted, or for Auto the strongest that works. Self
// is this program. The error says, in the user's language, why none does.
func Choose(ctx context.Context, wanted Kind, self string, lang phrase.Lang) (Kind, error) {
	if wanted == Off {
		return Off, nil
	}
	var reasons []string
	for _, kind := range []Kind{Bwrap, Landlock} {
		if wanted != Auto && wanted != kind {
			continue
		}
		err := kind.try(ctx, self)
		if err == nil {
			return kind, nil
		}
		reasons = append(reasons, fmt.Sprintf("%s: %v", kind, err))
	}
	return "", errors.New(noSandbox.Format(lang, strings.Join(reasons, "; ")))
}

// tryWithin is how long an empty sandbox may take on a busy machine.
const tryWithin = 20 * time.Second

// try runs a program that does nothing in a sandbox, as workers and programs are.
func (k Kind) try(ctx context.Context, self string) error {
	if runtime.GOOS != "linux" {
		return errors.New("only on Linux")
	}
	ctx, cancel := context.WithTimeout(ctx, tryWithin)
	defer cancel()
	work, err := os.MkdirTemp("", "tcplab-sandbox-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	spec := Spec{Kind: k, Self: self, Work: work, Network: true, Env: []string{"PATH=/usr/bin:/bin"}}
	args := append(spec.Command().Args, "true")
	said, err := process.Command{Args: args, Sandbox: k.Around()}.Output(ctx)
	switch {
	case err == nil:
		return nil
	case said == "":
		return errors.New(process.Explain(err))
	}
	return errors.New(event.Cut(strings.Join(strings.Fields(said), " "), 300))
}

// Enforced says what a kind keeps a program from, and what it does not.
func (k Kind) Enforced() phrase.Phrase {
	if k == Off {
		return nothingEnforced
	}
	return enforced[k]
}

var (
	noSandbox = phrase.Phrase{
		EN: "No sandbox works on this machine, so nothing was run (%s). On Linux, install bubblewrap: sudo apt install bubblewrap. If it is there, the system may forbid it: see the teacher's guide. On a machine or an account that you can afford to lose: -sandbox off",
		ZH: "本机没有可用的沙箱，所以什么都没有运行（%s）。在 Linux 上请安装 bubblewrap：sudo apt install bubblewrap。如果已经安装，可能是系统不允许，见教师指南。如果这台机器或这个账户弄坏了也不要紧：-sandbox off",
	}
	enforced = map[Kind]phrase.Phrase{
		Bwrap: {
			EN: "Sandbox: bubblewrap. A program sees the system read-only and a copy of its own files, has a network and processes of its own, and limits: 2 GB of memory, 400 threads, files of 64 MB, 128 MB in all. Not enforced: how much of the processor it takes within -limit.",
			ZH: "沙箱：bubblewrap。程序只能读系统文件和自己那份文件的副本，网络和进程都与外界隔开，并有上限：内存 2 GB、线程 400 个、单个文件 64 MB、总共 128 MB。没有限制：在 -limit 之内占用多少处理器。",
		},
		Landlock: {
			EN: "Sandbox: Landlock. A program sees the system read-only and a copy of its own files, and has limits: 2 GB of memory, 400 threads, files of 64 MB. Not enforced: the network, how much it writes in all, the processor; that it can ask whether a file exists; on a kernel before 6.12, signals to your other programs.",
			ZH: "沙箱：Landlock。程序只能读系统文件和自己那份文件的副本，并有上限：内存 2 GB、线程 400 个、单个文件 64 MB。没有限制：网络、总共写多少、处理器；它能查询某个文件是否存在；内核早于 6.12 时，还能向你的其他程序发信号。",
		},
	}
	nothingEnforced = phrase.Phrase{
		EN: "No sandbox: the programs run with all your rights. Only memory (2 GB) and threads (400) are watched.",
		ZH: "没有沙箱：程序以你的全部权限运行，只监视内存（2 GB）和线程数（400）。",
	}
)

// Where things are in the sandbox.
const handedIn = "/handed-in" // the student's files, read-only; they are copied to /work

// system returns what every program may read of the machine. Of /etc it is what programs,
// and the runtimes of Java, node, .NET, Python and Perl, need in order to run; nothing there
// is a secret.
var system = sync.OnceValue(func() (paths []string) {
	for _, pattern := range []string{
		"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix/store",
		"/etc/alternatives", "/etc/crypto-policies", "/etc/dotnet", "/etc/gai.conf", "/etc/group", "/etc/host.conf", "/etc/hosts",
		"/etc/java", "/etc/java-*", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/localtime",
		"/etc/mime.types", "/etc/nsswitch.conf", "/etc/passwd", "/etc/perl", "/etc/pki/ca-trust/extracted", "/etc/pki/java",
		"/etc/pki/tls/certs", "/etc/pki/tls/openssl.cnf", "/etc/protocols", "/etc/python3*", "/etc/services", "/etc/ssl/certs",
		"/etc/ssl/openssl.cnf", "/etc/timezone",
	} {
		found, _ := filepath.Glob(pattern)
		paths = append(paths, found...)
	}
	return paths
})

// Around is the command for a worker, which examines programs: it has a network of its
// own, which those share. The programs cannot see it, as each has processes of its own.
func (k Kind) Around() process.Sandbox {
	if k != Bwrap {
		return process.Sandbox{}
	}
	return process.Sandbox{Layers: 1, Args: []string{
		"bwrap", "--unshare-user", "--unshare-net", "--unshare-ipc", "--dev-bind", "/", "/",
		"--new-session", "--die-with-parent", "--",
	}}
}

// bwrap returns the command for one program. What it can write to is in memory.
func (s Spec) bwrap() []string {
	args := []string{"bwrap", "--unshare-user", "--unshare-all", "--die-with-parent", "--clearenv"}
	if s.Network {
		args = append(args, "--share-net")
	}
	if has("--disable-userns") {
		args = append(args, "--disable-userns")
	}
	for _, path := range system() {
		args = append(args, "--ro-bind-try", path, path)
	}
	args = append(args, "--proc", "/proc", "--dev", "/dev")
	for _, folder := range []string{"/dev/shm", "/tmp", "/work"} {
		if has("--size") {
			args = append(args, "--size", strconv.Itoa(room))
		}
		args = append(args, "--tmpfs", folder)
	}
	for _, path := range s.Read {
		args = append(args, "--ro-bind", path, path)
	}
	if s.Files != "" {
		args = append(args, "--ro-bind", s.Files, handedIn)
	}
	for _, path := range s.Write {
		args = append(args, "--bind", path, path)
	}
	return append(args, "--ro-bind", s.Self, "/tcplab/grade", "--remount-ro", "/dev", "--remount-ro", "/", "--")
}

// options is what this bwrap says of itself: older ones have fewer options.
var options = sync.OnceValue(func() string {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	help, _ := process.Command{Args: []string{"bwrap", "--help"}}.Output(ctx)
	return help
})

func has(option string) bool { return strings.Contains(options(), option+" ") }

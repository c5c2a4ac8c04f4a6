package article

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func FuzzBorder(f *testing.F) {
	for _, s := range []string{"", "plain", "“naïve” — 😀 e\u0301 \xff\xfe x", "日本語のテキストがここにあります。日本語のテキストがここにあります。日本語"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		points, units := NewBorder(text, CodePoints), NewBorder(text, UTF16)
		for i := 0; i <= len(text); i++ {
			if i < len(text) && !onBorder(text, i) {
				continue
			}
			runes := []rune(text[:i])
			if got := points.FromByte(i); got != len(runes) {
				t.Fatalf("code points before byte %d of %q: %d, want %d", i, text, got, len(runes))
			}
			if got, want := units.FromByte(i), len(utf16.Encode(runes)); got != want {
				t.Fatalf("UTF-16 units before byte %d of %q: %d, want %d", i, text, got, want)
			}
			if got := points.ToByte(len(runes)); got != i {
				t.Fatalf("byte of code point %d of %q: %d, want %d", len(runes), text, got, i)
			}
			if got := units.ToByte(len(utf16.Encode(runes))); got != i {
				t.Fatalf("byte of unit %d of %q: %d, want %d", len(utf16.Encode(runes)), text, got, i)
			}
		}
	})
}

// onBorder reports whether byte i starts a code point (or an invalid byte) when text is decoded from its start.
func onBorder(text string, i int) bool {
	at := 0
	for at < i {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at == i
}

func TestTags(t *testing.T) {
	for tag := TagNone + 1; tag < TagCount; tag++ {
		if ParseTag(tag.String()) != tag {
			t.Errorf("tag %d, %q, is not found again", tag, tag)
		}
	}
	for dep := DepNone + 1; dep < DepCount; dep++ {
		if ParseDep(dep.String()) != dep {
			t.Errorf("relation %d, %q, is not found again", dep, dep)
		}
	}
	if ParseDep("acl:relcl") != DepAcl || ParseDep("nsubj:outer") != DepNsubj || ParseDep("nonsense") != DepNone {
		t.Error("subtypes are not dropped")
	}
}

func TestTree(t *testing.T) {
	a := &Article{Text: "He said so", Tokens: []Token{{Span: Span{0, 2}, Head: 1}, {Span: Span{3, 7}, Head: -1}, {Span: Span{8, 10}, Head: 1}},
		Sentences: []Sentence{{Span{0, 10}, 0, 3}}, Names: []Name{{Span{0, 2}, 0, 1, PER}}}
	a.Link()
	if c := a.Children(1); len(c) != 2 || c[0] != 0 || c[1] != 2 || len(a.Children(0)) != 0 {
		t.Errorf("children of the root: %v", c)
	}
	if f, l := a.Subtree(1); f != 0 || l != 3 {
		t.Errorf("subtree: %d %d", f, l)
	}
	if f, l := a.TokensIn(Span{2, 8}); f != 1 || l != 2 {
		t.Errorf("tokens in a span: %d %d", f, l)
	}
	if a.NameOf(0) != 0 || a.NameOf(1) != -1 {
		t.Error("names of tokens")
	}
}

package shape

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// everything has a field of each kind. Its tags say the same to encoding/json.
type everything struct {
	Text      string     `json:"text"`
	Some      string     `json:"some,omitempty"`
	Reference *string    `json:"reference"`
	Int       int        `json:"int"`
	SomeInt   *int       `json:"someInt,omitempty"`
	Bool      bool       `json:"bool"`
	Strings   []string   `json:"strings"`
	Span      [2]int     `json:"span"`
	Spans     [][2]int   `json:"spans"`
	Pair      *[2]int    `json:"pair"`
	Object    inner      `json:"object"`
	Optional  *inner     `json:"optional"`
	List      []inner    `json:"list"`
	JSON      jsonString `json:"json"`
}

// jsonString is to encoding/json what Fields.JSON is here.
type jsonString string

func (s jsonString) MarshalJSON() ([]byte, error)     { return []byte(s), nil }
func (s *jsonString) UnmarshalJSON(text []byte) error { *s = jsonString(text); return nil }

type inner struct {
	Name string `json:"name"`
	Deep *inner `json:"deep"`
}

func (e *everything) Shape(f *Fields) {
	f.String("text", &e.Text)
	f.Some("some", &e.Some)
	f.Reference("reference", &e.Reference)
	f.Int("int", &e.Int)
	f.SomeInt("someInt", &e.SomeInt)
	f.Bool("bool", &e.Bool)
	f.Strings("strings", &e.Strings)
	f.Span("span", &e.Span)
	f.Spans("spans", &e.Spans)
	f.Pair("pair", &e.Pair)
	f.Object("object", &e.Object)
	Optional(f, "optional", &e.Optional)
	List(f, "list", &e.List)
	f.JSON("json", (*string)(&e.JSON))
}

func (i *inner) Shape(f *Fields) {
	f.String("name", &i.Name)
	Optional(f, "deep", &i.Deep)
}

func filled() *everything {
	text, n := "a \"reference\"", -3
	return &everything{Text: "l'été <b>&\u2028\xff\x00😀", Some: "some", Reference: &text, Int: -1 << 62, SomeInt: &n, Bool: true, Strings: []string{"", "x"},
		Span: [2]int{1, 2}, Spans: [][2]int{{3, 4}, {-5, 6}}, Pair: &[2]int{7, 8}, Object: inner{"o", &inner{Name: "deeper"}},
		Optional: &inner{Name: "p"}, List: []inner{{Name: "q"}, {"r", &inner{}}}, JSON: `{"any":[1.5e3,null]}`}
}

// Records are written byte for byte as encoding/json writes them.
func TestText(t *testing.T) {
	empty := &everything{Strings: []string{}, Spans: [][2]int{}, List: []inner{}, JSON: "null"}
	for _, record := range []*everything{filled(), empty} {
		escaped, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		if got := Escaped(record); string(got) != string(escaped) {
			t.Errorf("%s\nwant %s", got, escaped)
		}
		var plain bytes.Buffer
		enc := json.NewEncoder(&plain)
		enc.SetEscapeHTML(false)
		if err := enc.Encode([]*everything{record}); err != nil {
			t.Fatal(err)
		}
		if got := Texts([]everything{*record}); got+"\n" != plain.String() {
			t.Errorf("%s\nwant %s", got, plain.String())
		}
	}
	if got := Texts[inner](nil); got != "[]" {
		t.Errorf("no list is written as %s", got)
	}
	if got, want := Text(&everything{}), `{"text":"","reference":null,"int":0,"bool":false,"strings":[],"span":[0,0],"spans":[],"pair":null,`+
		`"object":{"name":"","deep":null},"optional":null,"list":[],"json":null}`; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// What was written is read again, by encoding/json too.
func TestReadAgain(t *testing.T) {
	want := filled()
	want.Text = strings.ToValidUTF8(want.Text, "\ufffd")
	var got, others everything
	if err := Read(Text(want), &got); err != nil || !reflect.DeepEqual(&got, want) {
		t.Errorf("%v %+v", err, got)
	}
	if err := json.Unmarshal(Escaped(want), &others); err != nil || !reflect.DeepEqual(&others, want) {
		t.Errorf("encoding/json: %v %+v", err, others)
	}
	list, err := ReadList[everything](" [" + Text(want) + ",\n{} ] ")
	if err != nil || len(list) != 2 || !reflect.DeepEqual(&list[0], want) || !reflect.DeepEqual(list[1], everything{}) {
		t.Errorf("%v %+v", err, list)
	}
}

// What a record of another program, or a file that somebody changed, may look like.
func TestRead(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"null", `{}`},
		{" \t\r\n{ } ", `{}`},
		{`{"text":"a","unknown":{"text":"b","list":[{"text":[]}]},"int":1}`, `{"text":"a","int":1}`},
		{`{"Text":"a","TEXT":"b"}`, `{}`},
		{`{"te\u0078t":"a"}`, `{"text":"a"}`},
		{`{"text":"a","text":"b","list":[{"name":"x"},{"name":"y"}],"list":[{}]}`, `{"text":"b","list":[{}]}`},
		{`{"text":null,"int":null,"bool":null,"span":null,"object":null,"reference":null,"strings":[null,"x"],"spans":[null,[1,2]],"list":[null]}`,
			`{"strings":["","x"],"spans":[[0,0],[1,2]],"list":[{}]}`},
		{`{"span":[1],"spans":[[1,2,3],[]]}`, `{"span":[1,0],"spans":[[1,2],[0,0]]}`},
		{`{"text":"\ud83d\ude00 \ud83d \ude00\ud83d \u0041\/"}`, `{"text":"😀 � �� A/"}`},
		{"{\"text\":\"\xff\xfe\\u00e9\xc3\"}", `{"text":"��é�"}`},
		{`{"text":"a","strings":null,"list":null}`, `{"text":"a","strings":[],"list":[]}`},
		{`{"json": [ 1 , "a b" ]}`, `{"json":[1,"a b"]}`},
		{`{"int":-0}`, `{}`},
	} {
		var got everything
		if err := Read(c.text, &got); err != nil {
			t.Errorf("%s: %v", c.text, err)
		}
		var want everything
		if err := json.Unmarshal([]byte(c.want), &want); err != nil {
			t.Fatal(err)
		}
		got.JSON = jsonString(Compact(string(got.JSON)))
		if got := Text(&got); got != Text(&want) {
			t.Errorf("%s gives %s, want %s", c.text, got, c.want)
		}
	}
}

// A value of another kind is named by its path, and what comes after it is read.
func TestKinds(t *testing.T) {
	for field, want := range map[string]string{
		`"text":7`:                           "text is of the wrong kind: number",
		`"text":{}`:                          "text is of the wrong kind: object",
		`"int":"7"`:                          "int is of the wrong kind: string",
		`"int":1.5`:                          "int is of the wrong kind: number 1.5",
		`"int":1e3`:                          "int is of the wrong kind: number 1e3",
		`"int":99999999999999999999`:         "int is of the wrong kind: number 99999999999999999999",
		`"bool":0`:                           "bool is of the wrong kind: number",
		`"someInt":[]`:                       "someInt is of the wrong kind: array",
		`"span":[0,""]`:                      "span is of the wrong kind: string",
		`"spans":[7]`:                        "spans is of the wrong kind: number",
		`"strings":[true]`:                   "strings is of the wrong kind: bool",
		`"object":[]`:                        "object is of the wrong kind: array",
		`"optional":{"deep":{"name":false}}`: "optional.deep.name is of the wrong kind: bool",
		`"list":[{},{"name":"x"},{"name":-1}],"int":"no"`: "list.name is of the wrong kind: number",
	} {
		var got everything
		err := Read("{"+field+`,"some":"after"}`, &got)
		if !errors.As(err, new(*KindError)) || err.Error() != want || got.Some != "after" {
			t.Errorf("%s: %v, %+v; want %s", field, err, got, want)
		}
	}
	if err := Read("[{}]", &everything{}); err == nil || err.Error() != "it is of the wrong kind: array" {
		t.Errorf("a list is read as a record: %v", err)
	}
	if list, err := ReadList[inner]("{}"); err == nil || err.Error() != "it is of the wrong kind: object" {
		t.Errorf("a record is read as a list: %v, %v", list, err)
	}
}

func TestSyntaxErrors(t *testing.T) {
	const deepest = 10000 // as encoding/json has it
	deep := strings.Repeat(`[`, deepest)
	for _, c := range []struct {
		text   string
		offset int
		ends   bool
	}{
		{"", 0, true}, {" ", 1, true}, {"{", 1, true}, {`{"a"`, 4, true}, {`{"a":`, 5, true}, {`{"a":"b`, 7, true}, {`{"a":"b\`, 8, true}, {`{"a":1,`, 7, true}, {"[1,2", 4, true},
		{"tru", 3, true}, {"-", 1, true}, {"1.", 2, true}, {"1e+", 3, true}, {`"\u00`, 5, true}, {deep, deepest, true},
		{"{} x", 3, false}, {`{a:1}`, 1, false}, {`{"a" 1}`, 5, false}, {`{"a":1 "b":2}`, 7, false}, {`{"a":1,}`, 6, false}, {"[1,]", 2, false}, {"[1 2]", 3, false}, {"]", 0, false},
		{"01", 1, false}, {"+1", 0, false}, {".5", 0, false}, {"1.x", 2, false}, {"nulL", 3, false}, {"NaN", 0, false}, {"'a'", 0, false}, {"\"\t\"", 1, false}, {`"\x"`, 1, false}, {`"\u00g0"`, 1, false},
		{"\x00", 0, false}, {"\ufeff{}", 0, false}, {deep + "[", deepest, false},
	} {
		var syntax *SyntaxError
		if err := Read(c.text, &everything{}); !errors.As(err, &syntax) || syntax.Offset != c.offset || syntax.Ends != c.ends || syntax.Error() == "" {
			t.Errorf("%.20q: %+v, want one at %d", c.text, err, c.offset)
		}
	}
	if err := Read(deep+strings.Repeat("]", deepest), &everything{}); errors.As(err, new(*SyntaxError)) {
		t.Errorf("%d arrays within each other: %v", deepest, err)
	}
}

// A value that is read must not keep the file's memory, which a part of a string does.
func TestStringsHaveTheirOwnMemory(t *testing.T) {
	text := `{"text":"` + strings.Repeat("x", 100) + `"}`
	var got everything
	if err := Read(text, &got); err != nil {
		t.Fatal(err)
	}
	allocated := testing.AllocsPerRun(10, func() { _, _ = Unquote(`"` + got.Text + `"`) })
	if allocated < 2 { // the argument, and what it stands for
		t.Errorf("%v allocations", allocated)
	}
}

// What is going on is told at least once a piece, within long strings too.
func TestTell(t *testing.T) {
	text := `[{"a":"` + strings.Repeat("x", 3*Piece) + `"},` + strings.Repeat(`1,`, Piece) + `2]`
	last, longest := 0, 0
	s := NewScanner(text, func(at int) { last, longest = at, max(longest, at-last) })
	s.Value()
	if err := s.End(); err != nil || longest > 2*Piece || len(text)-last > 2*Piece {
		t.Errorf("%v; told at %d of %d, at most %d bytes later each time", err, last, len(text), longest)
	}
}

// The same texts count as JSON as for encoding/json, mean the same strings, and are written alike.
func FuzzJSON(f *testing.F) {
	for _, text := range []string{Text(filled()), `[1.5e-3,-0,true,false,null," \ud83d\ude00\udead"]`, "\"\xff\xe2\x82\"", `{"a":{"b":[{}]}}`, `{"text":1,"int":"x"}`, `{"list":[{"name":"\u2028"}]}`,
		"{\"text\" : \"a\"\r\n}", `[1,]`, `01`, `"\u12"`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := NewScanner(text, nil)
		s.Value()
		valid := json.Valid([]byte(text))
		if err := s.End(); (err == nil) != valid {
			t.Fatalf("%q is JSON: %v; here %v", text, valid, err)
		}
		if err := Read(text, &everything{}); errors.As(err, new(*SyntaxError)) == valid {
			t.Fatalf("%q is JSON: %v; reading gives %v", text, valid, err)
		}
		want, err := json.Marshal(text)
		if got := appendString(nil, text, true); err != nil || string(got) != string(want) {
			t.Fatalf("%q is written %s, want %s", text, got, want)
		}
		if !valid {
			return
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, []byte(text)); err != nil || Compact(text) != compact.String() {
			t.Fatalf("%q is %s, want %s", text, Compact(text), compact.String())
		}
		var meant any
		if err := json.Unmarshal([]byte(text), &meant); err != nil {
			return // a number that no float can hold
		}
		meantText, isText := meant.(string)
		if got, ok := Unquote(text); ok != isText || got != meantText {
			t.Fatalf("%q means %q, want %q", text, got, meantText)
		}
		list, isList := meant.([]any)
		if got := Elements(text); len(got) != len(list) || isList && len(got) > 0 && !strings.Contains(text, got[0]) {
			t.Fatalf("%q has %q, want %d", text, got, len(list))
		}
	})
}

func BenchmarkText(b *testing.B) {
	record := filled()
	b.Run("shape", func(b *testing.B) {
		for b.Loop() {
			Escaped(record)
		}
	})
	b.Run("json", func(b *testing.B) {
		for b.Loop() {
			_, _ = json.Marshal(record)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	text := Text(filled())
	b.Run("shape", func(b *testing.B) {
		for b.Loop() {
			_ = Read(text, &everything{})
		}
	})
	b.Run("json", func(b *testing.B) {
		for b.Loop() {
			_ = json.Unmarshal([]byte(text), &everything{})
		}
	})
}

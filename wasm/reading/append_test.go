package reading

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
)

// TestBytes holds the hand-written JSON to what encoding/json reads and writes: no field forgotten, none misspelt.
func TestBytes(t *testing.T) {
	for _, text := range append(awkward, storm, "Officials, who asked not to be named, reportedly said \"it may <b>rain\" \u2028\u2029 \x01\xff.") {
		r, err := Read(t.Context(), english.New(), text, nil)
		if err != nil {
			t.Fatal(err)
		}
		j := r.JSON("id \"\\\n\t\x00\xffé😀\u2028", article.UTF16, true)
		var mine, std any
		if err := json.Unmarshal(j.Bytes(), &mine); err != nil {
			t.Fatalf("%v: %s", err, j.Bytes())
		}
		line, err := json.Marshal(j)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(line, &std); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(mine, std) {
			t.Fatalf("mine %s\nstd  %s", j.Bytes(), line)
		}
	}
}

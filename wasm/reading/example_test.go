package reading_test

import (
	"context"
	"fmt"
	"log"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
	"github.com/ascribe/ascribe/wasm/reading"
)

// An engine decodes its models when they are first needed: make one and read many texts with it, in several goroutines if you like.
func Example() {
	const text = `Two officials said on Monday that the bridge may stay closed. "We were never asked," said Ana Ruiz, who runs a bakery.`
	r, err := reading.Read(context.Background(), english.New(), text, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range r.Attributions {
		fmt.Printf("%s (named: %v)\n", a.Speaker, a.Named)
	}
	for _, h := range r.Hedges {
		fmt.Println("hedge:", text[h.Cue[0].Start:h.Cue[0].End])
	}
	// Output:
	// two officials (named: false)
	// Ana Ruiz (named: true)
	// hedge: may
}

// JSON has the shape that the page, the batch command and the exports share, with positions in the unit that its reader counts in:
// code points for Python, UTF-16 code units for JavaScript.
func ExampleReading_JSON() {
	const text = `😀 "It may rain," Ana Ruiz said.`
	r, err := reading.Read(context.Background(), english.New(), text, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, unit := range []article.Unit{article.CodePoints, article.UTF16} {
		fmt.Println(r.JSON("rain", unit, false).Attributions[0].Cue)
	}
	// Output:
	// [[26 30]]
	// [[27 31]]
}

// Advice says what a text looks like before anybody waits for its reading.
func ExampleAdvice() {
	fmt.Println(reading.Advice("for (let i = 0; i < n; i++) { sum += values[i]; }\nreturn sum / n;\n}"))
	fmt.Println(reading.Advice("Zwei Beamte sagten am Montag, dass die Brücke im Winter wohl geschlossen bleibt, und baten um Geduld."))
	// Output:
	// code
	// not-english
}

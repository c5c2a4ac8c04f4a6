//go:build js && wasm

package page

import (
	"context"
	_ "embed"
	"strings"
	"time"

	"github.com/ascribe/ascribe/wasm/shape"
)

// warmText is an article with something of everything that the stages look for.
//
//go:embed warm.txt
var warmText string

const (
	warmAfter    = 250 * time.Millisecond // the page's first questions come before
	warmCopies   = 40                     // of the text make a long article
	warmReadings = 2                      // of its first paragraphs: the last covers a large screen
)

// warm does what a pasted article will ask for, before there is one: it reads a large screen and looks for the article in the library. Models are
// decoded and functions compiled when they are first needed, which takes longer than the screen itself; and what is much used the browser then
// compiles anew, for speed, on processors that the reader's text and the page would need. It is four times what a first screen reads, so that few
// functions are left for that to happen to; the text is a long article's, so that its way here is warm too. More would make the page little
// faster, for work that every page would do that is opened. Warming ends when the reader's text comes.
func (p *Page) warm() {
	time.Sleep(warmAfter)
	if p.cold.Err() != nil {
		return
	}
	_, _ = guarded(func() (string, error) { // nothing waits for the result; a fault will show itself in a call that somebody waits for
		argument := shape.Text(&readArgument{Text: strings.Repeat(warmText, warmCopies), Partials: true})
		ctx, end := context.WithCancel(p.cold)
		defer end()
		left := warmReadings
		_, _ = with(p.stream)(ctx, argument, func(event string, _ ...any) {
			if event != "partial" {
				return
			}
			if left--; left == 0 {
				end()
			}
		})
		if p.cold.Err() == nil {
			_, _ = p.get(context.Background(), idArgument{}, nil) // tells nothing
			_, _ = p.corrections(context.Background(), articleArgument{}, nil)
		}
		return "", nil
	})
}

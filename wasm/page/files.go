//go:build js && wasm

package page

import (
	"context"
	"encoding/hex"
	"syscall/js"
	"time"

	"github.com/ascribe/ascribe/wasm/correction"
	"github.com/ascribe/ascribe/wasm/exchange"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/reading"
	"github.com/ascribe/ascribe/wasm/shape"
)

type exportArgument struct {
	Format     string
	ArticleIDs []string
	Now        string
	Settings   string // JSON
	Nickname   string
}

func (a *exportArgument) Shape(f *shape.Fields) {
	f.String("format", &a.Format)
	f.Strings("articleIds", &a.ArticleIDs)
	f.String("now", &a.Now)
	f.JSON("settings", &a.Settings)
	f.String("nickname", &a.Nickname)
}

// export writes a file of some articles, or of everything. Formats with findings read the articles anew, with the reader's
// corrections; "progress" tells how many are done.
func (p *Page) export(ctx context.Context, a exportArgument, tell teller) (string, error) {
	e, err := p.collect(ctx, a)
	if err != nil {
		return "", err
	}
	if exchange.NeedsReading(a.Format) {
		pace := p.pace(ctx)
		for i := range e.Items {
			it := &e.Items[i]
			r, err := reading.Read(ctx, p.engine(), it.Article.Text, func(int) error { return pace() })
			if err != nil {
				return "", err
			}
			corrections := append(append([]note.Correction{}, e.Everywhere...), it.Corrections...)
			it.Reading = correction.Apply(r, corrections)
			tell("progress", i+1, len(e.Items))
		}
	}
	file, err := exchange.Write(e)
	if err != nil {
		return "", err
	}
	return shape.Text(&file), nil
}

// collect reads from the library what is to be exported.
func (p *Page) collect(ctx context.Context, a exportArgument) (*exchange.Export, error) {
	store := p.library.get(ctx)
	articles, err := store.Articles(ctx, a.ArticleIDs)
	if err != nil {
		return nil, err
	}
	e := &exchange.Export{Format: a.Format, Settings: a.Settings, Nickname: a.Nickname, Now: a.Now, Version: p.version, Items: make([]exchange.Item, len(articles))}
	at := make(map[string]*exchange.Item, len(articles))
	for i := range articles {
		e.Items[i].Article = articles[i]
		at[articles[i].ID] = &e.Items[i]
	}
	which := "" // of all articles
	if len(articles) == 1 {
		which = articles[0].ID
	}
	notes, err := store.Notes(ctx, which)
	if err != nil {
		return nil, err
	}
	for _, n := range notes {
		if it := at[n.ArticleID]; it != nil {
			it.Notes = append(it.Notes, n)
		}
	}
	corrections, err := store.Corrections(ctx, which)
	if err != nil {
		return nil, err
	}
	for _, c := range corrections {
		if c.ArticleID == nil {
			e.Everywhere = append(e.Everywhere, c)
		} else if it := at[*c.ArticleID]; it != nil {
			it.Corrections = append(it.Corrections, c)
		}
	}
	return e, nil
}

// previewed is the file that was previewed last, to be imported under its token.
type previewed struct {
	token    string
	contents *exchange.Contents
}

// preview reads a file, whose text is the argument as it is: written as JSON, a large one would be held several times. "progress" counts bytes.
func (p *Page) preview(ctx context.Context, text string, tell teller) (string, error) {
	pace, told := p.pace(ctx), time.Now()
	contents, err := exchange.Parse(text, func(done int) error {
		if time.Since(told) >= breath {
			told = time.Now()
			tell("progress", done, len(text))
		}
		return pace()
	})
	if err != nil {
		return "", err
	}
	library, err := p.known(ctx)
	if err != nil {
		return "", err
	}
	p.file = previewed{newID(), contents}
	preview := contents.Preview(p.file.token, library)
	return shape.Text(&preview), nil
}

type importArgument struct {
	Token      string
	OnConflict string
}

func (a *importArgument) Shape(f *shape.Fields) {
	f.String("token", &a.Token)
	f.String("onConflict", &a.OnConflict)
}

// importFile writes the previewed file into the library, in one transaction; "progress" counts records.
func (p *Page) importFile(ctx context.Context, a importArgument, tell teller) (string, error) {
	if p.file.contents == nil || a.Token != p.file.token {
		return "", note.Fail(note.BadRequest, "token: this file is not the one previewed last")
	}
	library, err := p.known(ctx)
	if err != nil {
		return "", err
	}
	batch, err := p.file.contents.Batch(a.OnConflict, library, newID)
	if err != nil {
		return "", err
	}
	for i := range batch.Articles {
		if batch.Articles[i].Created == "" {
			stamp(&batch.Articles[i].Created, &batch.Articles[i].Updated)
		}
	}
	batch.Progress = func(done, total int) { tell("progress", done, total) }
	var replaced []note.Article
	if len(batch.Replace) > 0 {
		if replaced, err = p.library.get(ctx).Articles(ctx, batch.Replace); err != nil {
			return "", err
		}
	}
	undo := exchange.NewUndo(&batch, library, replaced)
	if err := p.library.get(ctx).Import(ctx, batch); err != nil {
		return "", err
	}
	p.file, p.imported = previewed{}, imported{a.Token, undo}
	tell("changed", "", 0)
	return shape.Text(&exchange.Counts{Articles: len(batch.Articles), Notes: len(batch.Notes), Corrections: len(batch.Corrections)}), nil
}

// imported is the import made last, to be taken back under its file's token.
type imported struct {
	token string
	undo  *exchange.Undo
}

type takeBackArgument struct {
	Token string
}

func (a *takeBackArgument) Shape(f *shape.Fields) { f.String("token", &a.Token) }

type takenBack struct {
	Kept bool
}

func (t *takenBack) Shape(f *shape.Fields) { f.Bool("kept", &t.Kept) }

// takeBack takes back the import made last, in one transaction, and answers whether something stays because it was written since.
func (p *Page) takeBack(ctx context.Context, a takeBackArgument, tell teller) (string, error) {
	if p.imported.undo == nil || a.Token != p.imported.token {
		return "", note.Fail(note.BadRequest, "token: this import is not the one made last")
	}
	library, err := p.known(ctx)
	if err != nil {
		return "", err
	}
	store := p.library.get(ctx)
	batch, kept, err := p.imported.undo.Plan(library, func(ids []string) ([]note.Article, error) { return store.Articles(ctx, ids) })
	if err != nil {
		return "", err
	}
	if err := store.Import(ctx, batch); err != nil {
		return "", err
	}
	p.imported = imported{}
	tell("changed", "", 0)
	return shape.Text(&takenBack{kept}), nil
}

// known returns what a plan must know of the library.
func (p *Page) known(ctx context.Context) (*exchange.Library, error) {
	store := p.library.get(ctx)
	articles, err := store.List(ctx)
	if err != nil {
		return nil, err
	}
	notes, err := store.Notes(ctx, "")
	if err != nil {
		return nil, err
	}
	corrections, err := store.Corrections(ctx, "")
	return &exchange.Library{Articles: articles, Notes: notes, Corrections: corrections}, err
}

// newID returns 128 random bits. It does not use crypto.randomUUID, which is missing on pages served by plain http.
func newID() string {
	bits := js.Global().Get("Uint8Array").New(16)
	js.Global().Get("crypto").Call("getRandomValues", bits)
	id := make([]byte, 16)
	js.CopyBytesToGo(id, bits)
	return hex.EncodeToString(id)
}

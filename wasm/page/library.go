//go:build js && wasm

package page

import (
	"context"
	"errors"
	"sync"
	"syscall/js"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/note"
	"github.com/ascribe/ascribe/wasm/noteidb"
	"github.com/ascribe/ascribe/wasm/shape"
)

// library is the reader's store: the browser's database, or one in memory where that cannot be had, so that everything but
// keeping still works.
type library struct {
	open func(ctx context.Context) (note.Store, error)

	mutex sync.Mutex
	store note.Store
	why   error // why it is not the database
	told  bool  // whether the page has been told
}

func newLibrary() *library {
	return &library{open: func(ctx context.Context) (note.Store, error) {
		store, err := noteidb.Open(ctx, noteidb.Name)
		if err != nil {
			return nil, err // not store: an interface around nil is not nil
		}
		return store, nil
	}}
}

// get returns the store; the first call opens it.
func (l *library) get(ctx context.Context) note.Store {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.store != nil {
		return l.store
	}
	if l.store, l.why = l.open(ctx); l.why != nil {
		l.store = note.NewMemory()
	}
	return l.store
}

// retry forgets a store in memory that nothing was written to, so that the database is tried again. The first time that the page
// asks, it is told what the program found when it started: a database that does not answer takes its time.
func (l *library) retry(ctx context.Context) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if memory, ok := l.store.(*note.Memory); ok && l.told && isEmpty(ctx, memory) {
		l.store = nil
	}
	l.told = true
}

// isEmpty reports whether a store holds nothing. A correction that holds everywhere needs no article, notes do.
func isEmpty(ctx context.Context, s note.Store) bool {
	articles, _, err := s.Count(ctx)
	if err != nil || articles > 0 {
		return false
	}
	corrections, err := s.Corrections(ctx, "")
	return err == nil && len(corrections) == 0
}

type storageState struct {
	State    string
	Detail   string
	Articles int
	Notes    int
}

func (s *storageState) Shape(f *shape.Fields) {
	f.String("state", &s.State)
	f.String("detail", &s.Detail)
	f.Int("articles", &s.Articles)
	f.Int("notes", &s.Notes)
}

// openLibrary opens the library. What is wrong with it is in the answer.
func (p *Page) openLibrary(ctx context.Context, _ nothing, _ teller) (string, error) {
	p.library.retry(ctx)
	articles, notes, err := p.library.get(ctx).Count(ctx)
	if err == nil {
		err = p.library.why
	}
	state := storageState{"ok", "", articles, notes}
	if err != nil {
		state.State, state.Detail = "unavailable", err.Error()
		if errors.Is(err, &note.Error{Code: note.Upgraded}) {
			state.State = string(note.Upgraded)
		}
	}
	return shape.Text(&state), nil
}

// texts is a store that can give lists as JSON text.
type texts interface {
	ListJSON(ctx context.Context) (string, error)
	NotesJSON(ctx context.Context, articleID string) (string, error)
}

func (p *Page) list(ctx context.Context, _ nothing, _ teller) (string, error) {
	store := p.library.get(ctx)
	if s, ok := store.(texts); ok {
		return s.ListJSON(ctx)
	}
	list, err := store.List(ctx)
	return shape.Texts(list), err
}

type idArgument struct {
	ID string
}

func (a *idArgument) Shape(f *shape.Fields) { f.String("id", &a.ID) }

type idsArgument struct {
	IDs []string
}

func (a *idsArgument) Shape(f *shape.Fields) { f.Strings("ids", &a.IDs) }

type articleArgument struct {
	ArticleID string
}

func (a *articleArgument) Shape(f *shape.Fields) { f.String("articleId", &a.ArticleID) }

// opened is an article with what belongs to it, the notes placed on its text.
type opened struct {
	Article     note.Article
	Notes       []placedNote
	Corrections []note.Correction
}

func (o *opened) Shape(f *shape.Fields) {
	f.Object("article", &o.Article)
	shape.List(f, "notes", &o.Notes)
	shape.List(f, "corrections", &o.Corrections)
}

type placedNote struct {
	note.Note
	Placement *placement
}

func (n *placedNote) Shape(f *shape.Fields) {
	n.Note.Shape(f)
	shape.Optional(f, "placement", &n.Placement)
}

func (p *Page) get(ctx context.Context, a idArgument, _ teller) (string, error) {
	store := p.library.get(ctx)
	articles, err := store.Articles(ctx, []string{a.ID})
	if err != nil {
		return "", err
	}
	notes, err := store.Notes(ctx, a.ID)
	if err != nil {
		return "", err
	}
	corrections, err := store.Corrections(ctx, a.ID)
	if err != nil {
		return "", err
	}
	out := opened{articles[0], make([]placedNote, len(notes)), corrections}
	placer := newPlacer(articles[0].Text)
	pace := p.pace(ctx)
	for i, n := range notes {
		out.Notes[i].Note = n
		if n.Anchor != nil {
			place := placer.place(n.Anchor)
			out.Notes[i].Placement = &place
		}
		if err := pace(); err != nil {
			return "", err
		}
	}
	return shape.Text(&out), nil
}

func (p *Page) articles(ctx context.Context, a idsArgument, _ teller) (string, error) {
	list, err := p.library.get(ctx).Articles(ctx, a.IDs)
	return shape.Texts(list), err
}

func (p *Page) putArticle(ctx context.Context, a note.Article, tell teller) (string, error) {
	stamp(&a.Created, &a.Updated)
	saved, err := p.library.get(ctx).PutArticle(ctx, a)
	return written(&saved, err, tell, saved.ID, saved.Rev)
}

func (p *Page) putNote(ctx context.Context, n note.Note, tell teller) (string, error) {
	stamp(&n.Created, &n.Updated)
	saved, err := p.library.get(ctx).PutNote(ctx, n)
	return written(&saved, err, tell, saved.ArticleID, saved.Rev)
}

func (p *Page) putCorrection(ctx context.Context, c note.Correction, tell teller) (string, error) {
	stamp(&c.Created, nil)
	saved, err := p.library.get(ctx).PutCorrection(ctx, c)
	return written(&saved, err, tell, saved.Article(), saved.Rev)
}

func (p *Page) deleteArticles(ctx context.Context, a idsArgument, tell teller) (string, error) {
	return written(nil, p.library.get(ctx).DeleteArticles(ctx, a.IDs), tell, "", 0)
}

func (p *Page) deleteNotes(ctx context.Context, a idsArgument, tell teller) (string, error) {
	return written(nil, p.library.get(ctx).DeleteNotes(ctx, a.IDs), tell, "", 0)
}

func (p *Page) deleteCorrections(ctx context.Context, a idsArgument, tell teller) (string, error) {
	return written(nil, p.library.get(ctx).DeleteCorrections(ctx, a.IDs), tell, "", 0)
}

func (p *Page) notes(ctx context.Context, a articleArgument, _ teller) (string, error) {
	store := p.library.get(ctx)
	if s, ok := store.(texts); ok {
		return s.NotesJSON(ctx, a.ArticleID)
	}
	list, err := store.Notes(ctx, a.ArticleID)
	return shape.Texts(list), err
}

func (p *Page) corrections(ctx context.Context, a articleArgument, _ teller) (string, error) {
	list, err := p.library.get(ctx).Corrections(ctx, a.ArticleID)
	return shape.Texts(list), err
}

// written tells the other tabs of a write that was carried out, and answers what was written; nil for what is gone.
func written(saved shape.Shaped, err error, tell teller, articleID string, rev int) (string, error) {
	if err != nil {
		return "", err
	}
	tell("changed", articleID, rev)
	if saved == nil {
		return "null", nil
	}
	return shape.Text(saved), nil
}

// stamp sets the time of a record's making, if it is new, and of its last change. The browser writes it, because the time
// package's formatting would only be linked for this.
func stamp(created, updated *string) {
	now := js.Global().Get("Date").New().Call("toISOString").String()
	if *created == "" {
		*created = now
	}
	if updated != nil {
		*updated = now
	}
}

// placement is note.Placement with positions for the page.
type placement struct {
	State      note.State
	Span       *[2]int
	Candidates [][2]int
}

func (p *placement) Shape(f *shape.Fields) {
	state := string(p.State)
	f.String("state", &state)
	f.Pair("span", &p.Span)
	f.Spans("candidates", &p.Candidates)
}

// placer places anchors on one text for the page.
type placer struct {
	*note.Placer
	units *article.Border
}

func newPlacer(text string) placer {
	return placer{note.NewPlacer(text), article.NewBorder(text, article.UTF16)}
}

func (p placer) place(a *note.Anchor) placement {
	found := p.Place(a)
	out := placement{State: found.State, Candidates: make([][2]int, len(found.Candidates))}
	if found.State != note.Lost {
		span := p.units.Span(found.Span)
		out.Span = &span
	}
	for i, c := range found.Candidates {
		out.Candidates[i] = p.units.Span(c)
	}
	return out
}

type anchorArgument struct {
	Text string
	Span [2]int
}

func (a *anchorArgument) Shape(f *shape.Fields) {
	f.String("text", &a.Text)
	f.Span("span", &a.Span)
}

// anchor describes a place. The sentence it begins in is known if the text is the one read last.
func (p *Page) anchor(_ context.Context, a anchorArgument, _ teller) (string, error) {
	var sentences []article.Span
	if p.last.text == a.Text {
		sentences = p.last.sentences
	}
	described, ok := note.Describe(a.Text, article.NewBorder(a.Text, article.UTF16).Bytes(a.Span), sentences)
	if !ok {
		return "", note.Fail(note.BadRequest, "there are no words in the span")
	}
	return shape.Text(&described), nil
}

type placeArgument struct {
	Text    string
	Anchors []note.Anchor
}

func (a *placeArgument) Shape(f *shape.Fields) {
	f.String("text", &a.Text)
	shape.List(f, "anchors", &a.Anchors)
}

func (p *Page) place(ctx context.Context, a placeArgument, _ teller) (string, error) {
	placer, pace := newPlacer(a.Text), p.pace(ctx)
	out := make([]placement, len(a.Anchors))
	for i := range a.Anchors {
		out[i] = placer.place(&a.Anchors[i])
		if err := pace(); err != nil {
			return "", err
		}
	}
	return shape.Texts(out), nil
}

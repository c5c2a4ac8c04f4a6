package note

import (
	"context"
	"maps"
	"sort"
	"sync"
)

// Memory is a Store that lasts as long as the program: for windows that may not store anything, and for tests.
type Memory struct {
	mutex       sync.Mutex
	articles    map[string]Article
	notes       map[string]Note
	corrections map[string]Correction
}

// NewMemory returns an empty library.
func NewMemory() *Memory {
	return &Memory{articles: map[string]Article{}, notes: map[string]Note{}, corrections: map[string]Correction{}}
}

var _ Store = (*Memory)(nil)

// List implements Store, as do the methods below.
func (m *Memory) List(ctx context.Context) ([]Summary, error) {
	defer m.lock()()
	counts := map[string]int{}
	for _, n := range m.notes {
		counts[n.ArticleID]++
	}
	list := make([]Summary, 0, len(m.articles))
	for _, a := range sorted(m.articles, nil) {
		list = append(list, Summarize(&a, counts[a.ID]))
	}
	return list, ctx.Err()
}

func (m *Memory) Articles(ctx context.Context, ids []string) ([]Article, error) {
	defer m.lock()()
	if len(ids) == 0 {
		return sorted(m.articles, nil), ctx.Err()
	}
	list := make([]Article, 0, len(ids))
	for _, id := range ids {
		a, ok := m.articles[id]
		if !ok {
			return nil, Fail(NotFound, "article")
		}
		list = append(list, a)
	}
	return list, ctx.Err()
}

func (m *Memory) Notes(ctx context.Context, articleID string) ([]Note, error) {
	defer m.lock()()
	return sorted(m.notes, func(n Note) bool { return articleID == "" || n.ArticleID == articleID }), ctx.Err()
}

func (m *Memory) Corrections(ctx context.Context, articleID string) ([]Correction, error) {
	defer m.lock()()
	return sorted(m.corrections, func(c Correction) bool {
		return articleID == "" || c.ArticleID == nil || *c.ArticleID == articleID
	}), ctx.Err()
}

func (m *Memory) Count(ctx context.Context) (articles, notes int, err error) {
	defer m.lock()()
	return len(m.articles), len(m.notes), ctx.Err()
}

func (m *Memory) PutArticle(ctx context.Context, a Article) (Article, error) {
	return put(ctx, m, m.articles, a.ID, "", a, a.Check(), ReviseArticle)
}

func (m *Memory) PutNote(ctx context.Context, n Note) (Note, error) {
	return put(ctx, m, m.notes, n.ID, n.ArticleID, n, n.Check(), ReviseNote)
}

func (m *Memory) PutCorrection(ctx context.Context, c Correction) (Correction, error) {
	return put(ctx, m, m.corrections, c.ID, c.Article(), c, c.Check(), ReviseCorrection)
}

func (m *Memory) DeleteArticles(ctx context.Context, ids []string) error {
	defer m.lock()()
	if err := ctx.Err(); err != nil {
		return err
	}
	m.drop(ids)
	return nil
}

func (m *Memory) DeleteNotes(ctx context.Context, ids []string) error {
	return m.remove(ctx, ids, func(id string) { delete(m.notes, id) })
}

func (m *Memory) DeleteCorrections(ctx context.Context, ids []string) error {
	return m.remove(ctx, ids, func(id string) { delete(m.corrections, id) })
}

func (m *Memory) Import(ctx context.Context, b Batch) error {
	defer m.lock()()
	gone := map[string]bool{}
	for _, id := range b.Replace {
		gone[id] = true
	}
	known := func(id string) bool { _, ok := m.articles[id]; return ok && !gone[id] }
	if err := first(ctx.Err(), b.Check(known)); err != nil {
		return err
	}
	m.drop(b.Replace)
	for _, id := range b.DropNotes {
		delete(m.notes, id)
	}
	for _, id := range b.DropCorrections {
		delete(m.corrections, id)
	}
	for _, a := range b.Articles {
		m.articles[a.ID] = a
	}
	for _, n := range b.Notes {
		m.notes[n.ID] = n
	}
	for _, c := range b.Corrections {
		m.corrections[c.ID] = c
	}
	b.Wrote(b.Len())
	return nil
}

// Close does nothing: the library goes with the program.
func (m *Memory) Close() error { return nil }

// lock locks the library and returns the function that unlocks it.
func (m *Memory) lock() func() {
	m.mutex.Lock()
	return m.mutex.Unlock
}

// drop deletes articles with what belongs to them.
func (m *Memory) drop(ids []string) {
	gone := make(map[string]bool, len(ids))
	for _, id := range ids {
		gone[id] = true
	}
	maps.DeleteFunc(m.articles, func(id string, _ Article) bool { return gone[id] })
	maps.DeleteFunc(m.notes, func(_ string, n Note) bool { return gone[n.ArticleID] })
	maps.DeleteFunc(m.corrections, func(_ string, c Correction) bool { return c.ArticleID != nil && gone[*c.ArticleID] })
}

func (m *Memory) remove(ctx context.Context, ids []string, remove func(id string)) error {
	defer m.lock()()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, id := range ids {
		remove(id)
	}
	return nil
}

// put saves a record under its id. Needs is the id of the article that must be there, or empty.
func put[T any](ctx context.Context, m *Memory, records map[string]T, id, needs string, given T, bad error, revise func(*T, T) (T, bool, error)) (T, error) {
	var none T
	if err := first(bad, ctx.Err()); err != nil {
		return none, err
	}
	defer m.lock()()
	if _, ok := m.articles[needs]; !ok && needs != "" {
		return none, Fail(NotFound, "article")
	}
	var stored *T
	if old, ok := records[id]; ok {
		stored = &old
	}
	save, _, err := revise(stored, given)
	if err != nil {
		return none, err
	}
	records[id] = save
	return save, nil
}

func sorted[T any](records map[string]T, keep func(T) bool) []T {
	ids := make([]string, 0, len(records))
	for id, r := range records {
		if keep == nil || keep(r) {
			ids = append(ids, id)
		}
	}
	sort.Strings(ids)
	list := make([]T, len(ids))
	for i, id := range ids {
		list[i] = records[id]
	}
	return list
}

package actor

import (
	"slices"
	"sort"
	"strings"

	"github.com/ascribe/ascribe/wasm/article"
)

// actors makes the actors from the groups.
func (f *finder) actors() []Actor {
	at := make(map[int]int, len(f.list))
	var actors []Actor
	var members [][]int
	for i := range f.list {
		root := f.find(i)
		k, ok := at[root]
		if !ok {
			k = len(actors)
			at[root] = k
			actors = append(actors, Actor{})
			members = append(members, nil)
		}
		members[k] = append(members[k], i)
	}
	for k, m := range members {
		f.a.Breathe()
		f.fill(&actors[k], m)
	}
	sort.SliceStable(actors, func(i, j int) bool { return actors[i].Mentions[0].Start < actors[j].Mentions[0].Start })
	return actors
}

// fill completes an actor from its mentions.
func (f *finder) fill(x *Actor, members []int) {
	best := members[0]
	for _, i := range members {
		x.Mentions = append(x.Mentions, f.list[i].Mention)
		x.Roles = append(x.Roles, f.roles[i]...)
		if f.better(i, best) {
			best = i
		}
	}
	sort.SliceStable(x.Mentions, func(i, j int) bool { return x.Mentions[i].Start < x.Mentions[j].Start })
	sort.SliceStable(x.Roles, func(i, j int) bool { return x.Roles[i].Start < x.Roles[j].Start })
	x.Roles = f.different(x.Roles)
	c := &f.list[best]
	x.Name, x.Type = c.Of(f.a.Text), c.kind
	if c.Form == Nominal && f.tag(c.first-1) == article.POS && f.bare(c) { // "prime minister's office"
		first := c.from
		for isArticle(f.a.Word(first)) {
			first++
		}
		x.Name = f.a.SpanOf(first, c.last).Of(f.a.Text)
	}
	if c.state != nil && !c.body && c.Form == NameForm && c.kind == Government {
		x.Name = c.state.name
	}
	for _, i := range members { // "the army" beside a name says that it is a body of a state
		if d := &f.list[i]; d.kind == Government && x.Type == Organization {
			x.Type = Government
		}
	}
	x.Name = strings.Join(strings.Fields(x.Name), " ")
	x.Why = reason(c, f.a)
}

// different keeps the first of those roles, in text order, that are the same words or share some: an article says "President" again and again.
func (f *finder) different(roles []article.Span) []article.Span {
	seen, end := map[string]bool{}, 0
	return slices.DeleteFunc(roles, func(r article.Span) bool {
		words := fold(r.Of(f.a.Text))
		again := seen[words] || r.Start < end
		seen[words] = true
		if !again {
			end = r.End
		}
		return again
	})
}

// better reports whether mention i names its actor better than mention j: names before descriptions, then the longer.
func (f *finder) better(i, j int) bool {
	c, d := &f.list[i], &f.list[j]
	if c.Form != d.Form {
		return c.Form == NameForm
	}
	if c.Form == Nominal {
		return false
	}
	return strings.Count(c.Of(f.a.Text), " ") > strings.Count(d.Of(f.a.Text), " ") || c.Len() > d.Len() && !strings.Contains(d.Of(f.a.Text), " ")
}

// reasons are what the rules mean, in a reader's words.
var reasons = map[string]string{
	"name.person":       "read as a person's name",
	"name.organization": "read as the name of an organisation",
	"name.body":         "the name of a body of a state",
	"name.family":       "the surname of people in the story, in the plural",
	"name.people":       "the name of a people or of a group's members",
	"place.only":        "only a place here: it does nothing, says nothing and is asked nothing",
	"state.seat":        "the seat of a government stands for it",
	"state.subject":     "a place that acts or speaks here stands for its government",
	"state.addressed":   "a place that is asked, told, helped or punished stands for its government",
	"state.agent":       "something is done “by” it: a place that acts stands for its government",
	"state.owns":        "it owns what follows: a place that owns stands for its government",
	"state.partner":     "something is asked of it, given to it or done with it: it stands for its government",
	"state.team":        "in news of sport a country that plays stands for its team",
	"state.deed":        "its name before a deed says whose deed it is: it stands for its government",
	"noun.ending":       "a noun for people by its ending",
	"noun.age":          "an age stands for a person",
	"noun.number":       "a number of those who died, were hurt or had to leave",
}

// reason says why the mention is an actor of its type, with the rule's id in brackets.
func reason(c *candidate, a *article.Article) string {
	rule := strings.TrimPrefix(c.rule, "beside.")
	text, ok := reasons[rule]
	if !ok {
		text = "“" + a.Word(c.Head) + "” is a noun for " + denotes[c.noun.class]
	}
	return text + " (" + rule + ")"
}

var denotes = map[class]string{personClass: "people", roleClass: "people in office", peopleClass: "a group of people", bodyClass: "an organisation", stateClass: "a government or a body of one"}

package hedge

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/linear"
	"github.com/ascribe/ascribe/wasm/source"
)

// TestScopes reads sentences with the cue in square brackets and compares its scope, which is part of the sentence.
func TestScopes(t *testing.T) {
	for _, c := range []struct{ text, scope string }{
		{"The bridge [may] collapse within days, engineers said.", "The bridge may collapse within days"},
		{"Officials said the bridge [may] collapse.", "the bridge may collapse"},
		{"It is [unclear whether] the army will help.", "the army will help"},
		{"There were [signs] that the rebels had left the town.", "the rebels had left the town"},
		{"The vote is [likely] to be repeated in May.", "The vote is likely to be repeated in May"},
		{"Police are looking for the [alleged] thief.", "alleged thief"},
		{"[If] the rain stops, the match will begin.", "If the rain stops, the match will begin"},
		{"The deal will fail [unless] the banks agree.", "The deal will fail unless the banks agree"},
		{"If the rain stops, the match [could] begin.", "the match could begin"},
		{"The ship is [believed] to have sunk off Malta.", "The ship is believed to have sunk off Malta"},
		{"He [allegedly] stole the car, and he was seen near the house.", "He allegedly stole the car"},
		{"[More than] 300 people fled.", "More than 300 people"},
		{"The plan [seems] to work.", "The plan seems to work"},
		{"Whether the plan will work is [unclear].", "Whether the plan will work"},
		{"Prosecutors [allege] that he lied.", "he lied"},
		{"It [isn't clear] who will come.", "who will come"},
		{"The bank [expects] to post a loss.", "to post a loss"},
		{"He was tired, and the ship [could] sink.", "the ship could sink"},
		{"The crew left because the ship [may] sink.", "the ship may sink"},
		{"They ran, and the ship [may] sink.", "the ship may sink"},
		{"If the papers are right, she [would] win the vote.", "she would win the vote"},
		{"The gene, which is [thought] to cause the illness, was found in May.", "which is thought to cause the illness"},
		{"It [seems] as if the deal is off.", "the deal is off"},
		{"It is [unlikely] the court will agree.", "the court will agree"},
		{"Critics have also [questioned] the figures.", "the figures"},
		{"Smoke [could] kill; doctors are worried.", "Smoke could kill"},
		{"The troops [probably] left the town, but they came back in May.", "The troops probably left the town"},
		{"They are looking for a [possible] late-night attacker.", "possible late-night attacker"},
		{"The law [might] be as strong as the old one.", "The law might be as strong as the old one"},
		{"The dam, built in 1960, [may] fail.", "The dam, built in 1960, may fail"},
		{"Officials [believe] that the man fled and that he is abroad.", "the man fled and that he is abroad"},
		{"The town will be flooded only [if] the dam breaks.", "The town will be flooded only if the dam breaks"},
		{"Even [if] the dam holds, the road will be closed.", "if the dam holds"},
		{"Even if the dam holds, the road [may] be closed.", "the road may be closed"},
		{"He is [accused of] ordering the attack and will face trial.", "He is accused of ordering the attack"},
		{"Prosecutors [allege] that Dorn, 58, and his brother printed the maps.", "Dorn, 58, and his brother printed the maps"},
		{"He thinks [if] he stops, he will die.", "if he stops, he will die"},
		{"If rates drop further, we [would] have to stop.", "we would have to stop"},
		{"The police have [not ruled out] a second blast.", "a second blast"},
		{"There is [growing evidence] that the drug works.", "the drug works"},
		{"In the far north, the rains [could] fail.", "the rains could fail"},
		{"Had he known, he [would] have left.", "he would have left"},
		{"The north, the south and the east [may] vote.", "The north, the south and the east may vote"},
		{"Farrow will miss the derby on Saturday and [may] also be absent for the cup tie.", "Farrow … may also be absent for the cup tie"},
		{"Daily walk may lower risk of dementia, study [suggests]", "Daily walk may lower risk of dementia"},
		{"We [do not know] where to sleep.", "where to sleep"},
		{"Russia was [unlikely] to be accepted as a broker because it had armed one side.", "Russia was unlikely to be accepted as a broker"},
		{"There were [signs] that the army was short of shells as the war has dragged on.", "the army was short of shells"},
		{"He [may] be among the best and brightest of his year.", "He may be among the best and brightest of his year"},
		{"They looked for the [potential] role of the drug in such cases.", "potential role of the drug in such cases"},
		{"He described a man [accused of] theft.", "a man accused of theft"},
		{"They are [accused of] burning papers, hiding the books, and fleeing abroad.", "They are accused of burning papers, hiding the books, and fleeing abroad"},
		{"To test the [theory] that it helps, we asked 300 people.", "it helps"},
		{"The owners, [believed] to be in their 60s, fled.", "The owners, believed to be in their 60s"},
		{"[Over] 90 per cent of the bonds were sold.", "Over 90 per cent of the bonds"},
		{"He said [about] one in ten shops had stayed open.", "about one in ten shops"},
		{"Spending fell by [about] a fifth in four years.", "about a fifth"},
		{"The odds were [about] one in three.", "about one in three"},
		{"Cyprus is likely to agree [unless] he appeals.", "Cyprus is likely to agree unless he appeals"},
		// what wrong trees cut off: subjects with all that completes them, main clauses of conditions, ends
		{"She admitted that the grant on which it depends [might] be lost.", "the grant on which it depends might be lost"},
		{"Four of the deceased were [reportedly] from one family.", "Four of the deceased were reportedly from one family"},
		{"They lost a book and what [appears] to be a map.", "what appears to be a map"},
		{"Three men died in fires that [may] be linked to the valves.", "that may be linked to the valves"},
		{"Drinking beetroot juice twice a day [may] lower blood pressure.", "Drinking beetroot juice twice a day may lower blood pressure"},
		{"The trouble for Mexico is that the damage to its economy [would] be much larger.", "the damage to its economy would be much larger"},
		{"Marsh's widow, who cannot be named because of a court order, is [understood] to have been told.", "Marsh's widow, who cannot be named because of a court order, is understood to have been told"},
		{"She admitted that the grant on which it depends might be lost [if] no contract was signed.", "the grant on which it depends might be lost if no contract was signed"},
		{"Regulators worried that [if] the state sued, the firm would fold.", "if the state sued, the firm would fold"},
		{"[If] rates come down in May, as we hope, confidence will return.", "If rates come down in May, as we hope, confidence will return"},
		{"Well, [if] they are right, we are lost.", "if they are right, we are lost"},
		{"Tax plans might change after the vote [should] she become president.", "Tax plans might change after the vote should she become president"},
		{"The papers [suggest] that officials discussed a recall as early as May 2022.", "officials discussed a recall as early as May 2022"},
		{"The town has [apparently] seen no rain since 1994.", "The town has apparently seen no rain since 1994"},
		{"It [looks as though] the worst of the rain is over, but rivers are rising.", "the worst of the rain is over"},
		{"It is [not known] how many other firms bid.", "how many other firms bid"},
		{"Ex-mayor [charged] with bribery, will face trial", "Ex-mayor charged with bribery"},
		{"There is [speculation] on social media that he fled.", "he fled"},
		{"The move [could] push up prices and hurt poor families.", "The move could push up prices and hurt poor families"},
		{"The two men [allegedly] forged passports and sold them online.", "The two men allegedly forged passports and sold them online"},
		{"A man [believed] to be the leader of the gang was shot dead.", "A man believed to be the leader of the gang"},
		{"[Fears] of a new war have grown.", "a new war"},
		{"The agency was [unable to verify] the claim.", "the claim"},
		{"The party is [poised to] win most seats.", "The party is poised to win most seats"},
		{"Seventeen years ago, this [would] not have been possible.", "this would not have been possible"},
		{"He spoke of [potential] sanctions violations.", "potential sanctions violations"},
		{"They sold [over] 40 Andy Warhol prints.", "over 40 Andy Warhol prints"},
		{"The prospects of the late-night show [appear] good.", "The prospects of the late-night show appear good"},
		{"There is [uncertainty] over whether the two-year plan will work.", "the two-year plan will work"},
		{"They may stay [as long as] they pay.", "They may stay as long as they pay"},
		{"[As long as] the ban is in place, it is better to wait.", "As long as the ban is in place, it is better to wait"},
		{"The range of the A380-800 model is [expected] to grow.", "The range of the A380-800 model is expected to grow"},
		{"She is the largest owner, however she [may] sell.", "she may sell"},
		{"The board is [said] to be looking for a chairman.", "The board is said to be looking for a chairman"},
		{"The reef brings in [roughly] $40 million a year.", "roughly $40 million"},
		{"He saw [at least] four burnt-out lorries.", "at least four burnt-out lorries"},
		{"They paid [about] four or five hundred dollars.", "about four or five hundred dollars"},
		{"The firm bought a stake of a third, [expected] to grow to a half by May.", "expected to grow to a half by May"},
		{"Any need for a “leap day” [would] cost money.", "Any need for a “leap day” would cost money"},
		{"It is past the level where any of it [may] remain.", "any of it may remain"},
		{"The firm wants to buy the mill, which [would] double its output.", "which would double its output"},
		{"Coaches left amid [allegations] of abuse against the team.", "abuse against the team"},
		{"[Fears] that the market has come to a halt have sent shares down.", "the market has come to a halt"},
		{"They were [unsure] exactly why the pump had failed but work went on.", "why the pump had failed"},
		// where a claim goes on behind a mark, and where it does not
		{"The army fears that a nuclear-armed rival [may] attack.", "a nuclear-armed rival may attack"},
		{"The flood [may] have spoiled wheat, barley and oats.", "The flood may have spoiled wheat, barley and oats"},
		{"The scans [suggest] that, unlike the others, the wall is hollow.", "unlike the others, the wall is hollow"},
		{"The firm [could] sell its port (the largest in the north) to rivals.", "The firm could sell its port (the largest in the north) to rivals"},
		{"Officials [believe] the man fled, and that he is abroad.", "the man fled, and that he is abroad"},
		{"Its stance [may] change, and Rossi, the head of the party, will run again.", "Its stance may change"},
		// clauses around the claim
		{"Although the bulk of the money [may] be gone, the bank will pay.", "the bulk of the money may be gone"},
		{"Although the bulk of the money may be gone, it [may] pay.", "it may pay"},
		{"Although Malta does not [appear] to have paid, there have been talks.", "Malta does not appear to have paid"},
		{"Of the towns with which it had ties, only two cities were [likely] to help.", "only two cities were likely to help"},
		{"“Currently, the pass is [considered] the safest.”", "the pass is considered the safest"},
		{"It is like a dance, similar to [if] you spin, so it is easy.", "if you spin"},
		// clauses in the claim
		{"There [may] be a letter in the file that helps her.", "There may be a letter in the file that helps her"},
		{"The way voters behave in the booth [may] have a simple cause.", "The way voters behave in the booth may have a simple cause"},
		{"It was not a record most people [would] have noticed.", "most people would have noticed"},
		{"They know best what advice [could] help them.", "what advice could help them"},
		{"It is just that it [seems] unfair.", "it seems unfair"},
		{"I [think] that hurt him.", "that hurt him"},
		{"It did not seem [possible] to people then that anyone could break it.", "anyone could break it"},
		{"It is [uncertain] warheads have been built.", "warheads have been built"},
		{"It is about the taxes and the crowds we [expect].", "the crowds"},
		{"He came in May from a trip abroad and is [considered] a suspect.", "He … is considered a suspect"},
		{"[Had] it rained an hour later it would have been worse.", "Had it rained an hour later it would have been worse"},
		{"[Were] the court to make the file open for public, and thus free, use, it would help rivals.", "Were the court to make the file open for public, and thus free, use, it would help rivals"},
		{"She would have lost the vote [had] she run.", "She would have lost the vote had she run"},
		{"There are [reports] of French, German and Swiss firms at work there.", "French, German and Swiss firms at work there"},
		{"Yields will fall by a tenth, [depending on] the rain.", "Yields will fall by a tenth, depending on the rain"},
		{"[Depending on] the rain, yields will fall.", "Depending on the rain, yields will fall"},
		{"He said [about] eight out of ten voters agreed.", "about eight out of ten voters"},
		{"It lost [nearly] three quarters of its value.", "nearly three quarters of its value"},
		{"Nobody [may] have noticed – the day was short.", "Nobody may have noticed"},
		{"The ship [may] sink – or burn – within days.", "The ship may sink – or burn – within days"},
		{"Sales rose to [approximately] 56 percent today.", "approximately 56 percent"},
		{"Work stopped at [about] 30 percent of all the mines.", "about 30 percent of all the mines"},
		{"They met [less than] half of the building plan’s targets.", "less than half of the building plan’s targets"},
		{"The drawing is [estimated] to be worth 4 million euros ($4.3 million).", "The drawing is estimated to be worth 4 million euros ($4.3 million)"},
	} {
		text, cue := bracketed(c.text)
		found := ""
		for _, h := range Find(parse(t, text), nil) {
			if h.Cue[0] == cue {
				var pieces []string
				for _, piece := range h.Scope {
					pieces = append(pieces, piece.Of(text))
				}
				found = strings.Join(pieces, " … ")
			}
		}
		if found != c.scope {
			t.Errorf("%s: scope %q, want %q", c.text, found, c.scope)
		}
	}
}

// TestOwner checks that the doubt belongs to the innermost statement that holds it, and that the scope stays inside.
func TestOwner(t *testing.T) {
	text := "The Times reported that Ms Roe said the ship may sink. It may rain."
	span := func(part string) []article.Span {
		at := strings.Index(text, part)
		return []article.Span{{Start: at, End: at + len(part)}}
	}
	attributions := []source.Attribution{
		{Content: span("that Ms Roe said the ship may sink"), Parent: -1},
		{Content: span("the ship may sink"), Parent: 0},
	}
	// The same content twice: the agency cites the diplomat, whose doubt it is.
	cited := "The agency cited a diplomat as saying that talks may fail."
	talks := []article.Span{{Start: strings.Index(cited, "that talks"), End: len(cited) - 1}}
	if h := Find(parse(t, cited), []source.Attribution{{Content: talks, Parent: -1}, {Content: talks, Parent: 0}}); len(h) != 1 || h[0].Owner != 1 {
		t.Errorf("owner of a cited doubt: %+v", h)
	}
	hedges := Find(parse(t, text), attributions)
	if len(hedges) != 2 || hedges[0].Owner != 1 || hedges[1].Owner != -1 {
		t.Fatalf("owners: %+v", hedges)
	}
	if scope := hedges[0].Scope[0].Of(text); scope != "the ship may sink" {
		t.Errorf("scope %q", scope)
	}
}

// TestNoHedges reads sentences whose words of doubt hedge nothing.
func TestNoHedges(t *testing.T) {
	for _, text := range []string{
		"She told reporters she would run again.",
		"The mayor said he would not comment.",
		"They fled before the police could stop them.",
		"A teacher mistakenly thought the clock was a weapon.",
		"Police arrested and questioned the student.",
		"He confessed after hours of questioning.",
		"Her fitness was no longer in doubt.",
		"Asked by the judge whether he knew, he nodded.",
		"She could hear the shots from her kitchen.",
		"Should we worry about high winds?",
		"The manager would not be drawn on the story.",
		"Walkers were 20 percent less likely to fall ill than others.",
		"The mayor should say what she thinks.",
		"Supporters of the plan should stop pretending.",
		"“Why should the state pay?”",
		"Those taxes should be paid by the rich.",
		"Everyone should be able to vote.",
		"He told reporters the factory would close in May.",
		"She said the next six weeks of trade would be crucial.",
		"The tenants should stop quarrelling, he said.",
		"The town began a search to suggest designs for a new flag.",
		"Readers can write and suggest names.",
		// who holds the belief or makes the charge is named
		"The bridge is seen by Moscow as a threat.",
		"The opposition lost the vote and accused the government of fraud.",
		"The bank is cutting rates, fearing a crash.",
		"The paper quoted players who alleged that he shouted.",
		"Whenever a ship came in, she would run to the harbour.",
		"He is bold enough to believe that he won.",
		"They discussed what the flag should mean.",
		"Buyers should try again tomorrow, the shop said.",
		"All of them, whether old or new, were sold.",
		"We condemn it in the strongest possible terms.",
		"The filing indicated that the firm owed 3 million.",
		"They asked whether the firm would build the mill.",
		"He said the rebuilding of the town would take time and the roads would be closed.",
		"The council said a panel would be formed this week.",
		"The firm issued a warning that the work would go on.",
		"He made it clear at the port on Friday that they would sink the boats.",
		"The court ruled that believers may use the temple.",
		"It was surprising that she could find so small a coin.",
		"A strike means one or more halts of work.",
		"There is more than one way to do it.",
		"We did a lot of thinking.",
		"She looked like a queen.",
		"The party lost the vote and Rossi considered that it was over.",
		"They came closer to 3 boats.",
		"Rossi lost the vote and believed that it was unfair.",
		"The plan should not come at the cost of the poor.",
		"They made it look like an accident.",
		"Those who earn more should pay more tax.",
		"The poll asked 800 likely Labour voters.",
		"The envoy spoke of Malta's accusations that they had lied.",
		"It has accused its rival of theft, and more, after the vote.",
		"A grant made it possible to raise healthy cattle.",
		"The team had them on the run, and they would win.",
	} {
		if h := Find(parse(t, text), nil); len(h) != 0 {
			t.Errorf("%s: %+v", text, h)
		}
	}
}

// TestOpen reads sentences with one hedge in square brackets and its class, which differ from those of TestNoHedges in what decides.
func TestOpen(t *testing.T) {
	for _, c := range []struct {
		text  string
		class Class
	}{
		{"The ferry [should] enter service in 2031.", Probability},
		{"They found a way that [should] remove the risk.", Probability},
		{"It [should] not take long.", Probability},
		{"It [looks like] rain.", Appearance},
		{"She [looked like] she would win.", Appearance},
		{"He [would] not have done that to a friend.", Condition},
		{"A ban on such boats [would] hurt the town this year, she said.", Condition},
		{"The [potential] for more floods is high.", Possibility},
		{"The envoy spoke about [reports] that the town had fallen.", Report},
		{"The number is [closer to] 40,000.", Approximation},
		{"The stalls took in [around] Rs 3 million.", Approximation},
		{"The stop is [about] a 20 minute walk from here.", Approximation},
		{"The results [should] be published by the end of the month.", Probability},
		{"One theory suggests the river [should] sink.", Probability},
		{"One theory [suggested] the melting of the ice had caused it.", Appearance},
		{"The doors stood open, [suggesting] that thieves had come.", Appearance},
		{"The firm plans to buy the mill, which [would] double its output.", Condition},
		{"She said the plan [would] cost 3 million euros.", Condition},
		{"He [would] have won if he had trained.", Condition},
		{"Futures trading [indicates] further losses.", Appearance},
		{"They tried them as [possible] options.", Possibility},
		{"The envoys discussed a [possible] nuclear test.", Possibility},
		{"They met amid [signs] the rebels had left.", Appearance},
		{"The loan [depends on] whether it rains.", Condition},
		{"The ship set sail [nearly] a decade ago.", Approximation},
		{"He paid [just over] US$89.00 for it.", Approximation},
		{"The price was [over] $89.", Approximation},
		{"She worked there for [over] 20 years.", Approximation},
	} {
		text, cue := bracketed(c.text)
		if !slices.ContainsFunc(Find(parse(t, text), nil), func(h Hedge) bool { return h.Cue[0] == cue && h.Class == c.class }) {
			t.Errorf("%s: found %+v", c.text, Find(parse(t, text), nil))
		}
	}
}

// TestBackshift checks that what somebody said of their own future has the doubt of its condition only.
func TestBackshift(t *testing.T) {
	if h := Find(parse(t, "She said she would sue if the story was printed."), nil); len(h) != 1 || h[0].Class != Condition || !strings.Contains(h[0].Why, "“if”") {
		t.Errorf("%+v", h)
	}
}

// TestIndicate checks that a verb hedges where signs are read and not where somebody speaks.
func TestIndicate(t *testing.T) {
	text := "The polls indicated that the race was close."
	cue := []article.Span{{Start: strings.Index(text, "indicated"), End: strings.Index(text, " that")}}
	for kind, want := range map[source.Kind]int{source.Document: 1, source.Person: 0} {
		if h := Find(parse(t, text), []source.Attribution{{Cue: cue, Kind: kind, Parent: -1}}); len(h) != want {
			t.Errorf("%v: %+v", kind, h)
		}
	}
}

// TestPatterns checks the errors of the rule language.
func TestPatterns(t *testing.T) {
	for _, line := range []string{
		"a | possibility | rule | may | [May] | x",
		"a | certainty | rule | may | x | x | x",
		"a | possibility | guess | may | x | x | x",
		"a | possibility | rule | # people | x | x | x",
		"a | possibility | rule | may <be | x | x | x",
		"a | possibility | rule | () | x | x | x",
		"a | possibility | rule | may | x | x | x\na | possibility | rule | might | x | x | x",
	} {
		if _, err := ParseLexicon(line); err == nil {
			t.Errorf("no error for %q", line)
		}
	}
}

// TestCutOff reads what is left of the lexicon's examples where a text ends or begins in their middle: no rule may look beyond the text.
func TestCutOff(t *testing.T) {
	for _, e := range English().Entries {
		for _, example := range []string{e.Example, e.Counter} {
			text, _ := bracketed(example)
			words := strings.Fields(text)
			for i := range words {
				Find(parse(t, strings.Join(words[:i], " ")), nil)
				Find(parse(t, strings.Join(words[i:], " ")), nil)
			}
		}
	}
}

// FuzzFind checks that no text breaks the package, and that what it finds lies in the text, in order.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "may", "They held the man accused", "The deal seems", "fears of", "unsure why", "He paid over", "as long as", "a fault, which may,", "scene, suggesting that he fled.", "If if if unless", "It may or may not be unclear whether.", "“I may,” she may say.", "about 3 or so % may", "\xff may \x00", "would " + strings.Repeat("if ", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, h := range Find(parse(t, text), nil) {
			for _, s := range append(append([]article.Span(nil), h.Cue...), h.Scope...) {
				if s.Start < 0 || s.End > len(text) || s.Start >= s.End {
					t.Fatalf("%q: span %v", text, s)
				}
				if utf8.ValidString(text) && !(utf8.RuneStart(text[s.Start]) && (s.End == len(text) || utf8.RuneStart(text[s.End]))) {
					t.Fatalf("%q: span %v is not on code-point borders", text, s)
				}
			}
			if h.Cue[0].Start < last {
				t.Fatalf("%q: cues out of order or overlapping", text)
			}
			last = h.Cue[0].End
		}
	})
}

// benchText is news-like prose with a few hedges.
var benchText = strings.Repeat("The minister said on Monday that the talks may resume if both sides agree to a truce. "+
	"More than 300 people have left the town since May, according to the police. It is unclear whether the army will help. "+
	"The company sold its last two ships to a rival in Norway and closed its office in the capital.\n", 50)

func BenchmarkFind(b *testing.B) {
	a := parse(b, benchText)
	Find(a, nil) // loads lexicon and model
	b.ReportAllocs()
	for b.Loop() {
		Find(a, nil)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(a.Tokens)), "ns/token")
}

// BenchmarkLoad measures what the first article pays once: lexicon and model.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := ParseLexicon(lexiconText); err != nil {
			b.Fatal(err)
		}
		if _, err := linear.Load(modelFile); err != nil {
			b.Fatal(err)
		}
	}
}

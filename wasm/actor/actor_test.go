package actor_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/ascribe/ascribe/wasm/actor"
	"github.com/ascribe/ascribe/wasm/article"
	"github.com/ascribe/ascribe/wasm/english"
)

// parse reads a text whose names are marked, "[PER Anna Holm] spoke": tags and trees are the engine's, the names are as marked, so
// that the tests here judge this package and not the name finder.
func parse(t testing.TB, marked string) *article.Article {
	t.Helper()
	var text strings.Builder
	var names []article.Name
	for {
		before, rest, ok := strings.Cut(marked, "[")
		text.WriteString(before)
		if !ok {
			break
		}
		inside, after, _ := strings.Cut(rest, "]")
		label, words, _ := strings.Cut(inside, " ")
		names = append(names, article.Name{Span: article.Span{Start: text.Len(), End: text.Len() + len(words)}, Label: article.ParseLabel(label)})
		text.WriteString(words)
		marked = after
	}
	a, err := english.Parse(context.Background(), english.New(), text.String(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range names {
		n := &names[i]
		n.First, n.Last = a.TokensIn(n.Span)
		if a.SpanOf(n.First, n.Last) != n.Span || n.Label == article.LabelNone {
			t.Fatalf("%q is not marked on the borders of tokens", n.Of(a.Text))
		}
	}
	a.Names = names
	a.Link()
	return a
}

// TestMentions covers the settled cases: which words are a mention, and of whom. Places are listed too.
func TestMentions(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// extents: no title, no article, no apposition
		{"Prime Minister [PER Boris Johnson] met the [NORP German] chancellor, [PER Angela Merkel], on Monday.", "person Boris Johnson; person German chancellor; person Angela Merkel"},
		{"A spokesman for the [NORP Chinese] embassy in [LOC Rome] declined to comment.", "person spokesman; government Chinese embassy; place Rome"},
		{"The [ORG White House] said on Tuesday that it had no comment.", "government White House"},
		{"The [ORG White House] said [MISC White House National Security Adviser Marlow] would go to Oslo.", "government White House; government White House; person Marlow"},
		{"[PER Lund] & [PER Berg] declined to comment, [PER Tom Roe] & [PER Ann Lee] said.", "organization Lund & Berg; person Tom Roe; person Ann Lee"},
		{"Another person familiar with the matter confirmed the report.", "person Another person"},
		// numbers and quantifiers stay, articles, demonstratives and possessors go
		{"At least 100 members of the union walked out.", "group At least 100 members; organization union"},
		{"Many observers expected these protesters to leave.", "group Many observers; group protesters"},
		{"His lawyer told the judge that her clients had left.", "person lawyer; person judge; group clients"},
		// names inside longer mentions: organisations yes, countries no
		{"[ORG FBI] Director [PER James Comey] told [LOC U.S.] officials to wait.", "government FBI; person James Comey; group U.S. officials"},
		{"[ORG Labour] leaders rejected the offer from the [NORP Russian] government.", "group Labour leaders; organization Labour; government Russian government"},
		// a state that acts, is asked, owns; a place that is only a place
		{"[LOC Russia] has asked [LOC China] for weapons, officials said.", "government Russia; government China; group officials"},
		{"[LOC France] condemned the attack and accused [LOC Iran] of planning it.", "government France; government Iran"},
		{"She was born in [LOC France] and lives near [LOC Tehran].", "place France; place Tehran"},
		{"[LOC Japan]'s foreign minister arrived in [LOC Seoul].", "government Japan; person foreign minister; place Seoul"},
		{"[PER Tokyo] rejected the proposal.", "government Tokyo"},
		// descriptions before names without a comma, with one, and after them
		{"The [NORP American] car maker [PER Chrysler] sued the [NORP Italian] company, [ORG Fiat Group].", "organization Chrysler; organization Italian company; organization Fiat Group"},
		{"[PER Liu Pengyu], a spokesman for the ministry, did not answer.", "person Liu Pengyu; person spokesman; government ministry"},
		// predicates and roles after "as" are not mentions
		{"[PER Anna Holm] is the leader of the party.", "person Anna Holm; organization party"},
		{"[PER Peter Brandt] resigned as minister.", "person Peter Brandt"},
		// a regulator is an agency; a fund's name stands behind it
		{"Regulators fined the fund [LOC Havenzorg]. [LOC Havenzorg] will pay.", "government Regulators; organization Havenzorg; organization Havenzorg"},
		// groups
		{"[NORP Republicans] and [NORP Democrats] agreed on Monday.", "group Republicans; group Democrats"},
		{"Police arrested three people in [LOC Lyon].", "government Police; group three people; place Lyon"},
		// captions and bylines
		{"By [PER Anna Holm]\n\nThe mayor resigned.", "person mayor"},
		{"[LOC BERLIN] ([ORG Reuters]) - The mayor resigned.", "place BERLIN; person mayor"},
		{"[ORG PORT ELIAN], Oct 3 ([ORG Northline]) - The mayor resigned.", "place PORT ELIAN; person mayor"},
		// honours behind a name, ranks before it, an employer, a short form in brackets, a word for people taken for a name
		{"[PER Det Sgt Mark Heeley] answered [PER Leila Haddad KC].", "person Mark Heeley; person Leila Haddad"},
		{"[PER Razia Khan], an economist at [LOC Crane Morrow], left.", "person Razia Khan; person economist; organization Crane Morrow"},
		{"The [ORG Manufacturers Association of Norway] (MAN) met. [PER MAN] said no.", "organization Manufacturers Association of Norway; organization MAN; organization MAN"},
		{"[PER Medics] said the military declined to comment.", "group Medics; government military"},
		// ships
		{"The [ORG MV Corran] sank. The crew of the [NORP Corran] swam.", "group crew"},
		// a name that the name finder missed, seen elsewhere; a chief executive taken for a company
		{"[PER Dermot Mannion] left. Later Mannion returned.", "person Dermot Mannion; person Mannion"},
		{"Its chief executive, [ORG Saskia de Wit], resigned.", "person chief executive; person Saskia de Wit"},
		// states in other constructions
		{"[LOC Turkey] is an important partner.", "government Turkey"},
		{"Their partners include [LOC Canada], [LOC France] and [LOC Japan].", "group partners; government Canada; government France; government Japan"},
		{"The war in [LOC Iraq] and [LOC Syria] goes on.", "place Iraq; place Syria"},
		{"The row between [LOC Madrid] and [LOC Algiers] goes on.", "government Madrid; government Algiers"},
		{"Flights between [LOC Madrid] and [LOC Algiers] were stopped.", "place Madrid; place Algiers"},
		// numbers whatever the tree, names that say whose the second are, nicknames, bodies in offices
		{"At least 140,000 [NORP Cubans] emigrate each year.", "group At least 140,000 Cubans"},
		{"They were checked by park rangers and [ORG Acme] guards.", "group park rangers; group Acme guards; organization Acme"},
		{"[PER Ann “Sunny]” [PER Holm] left.", "person Ann “Sunny” Holm"},
		{"[PER Dana Roe], the [ORG White House Press] Secretary, left. The [ORG US Treasury Secretary] did not.", "person Dana Roe; person White House Press Secretary; government White House; person US Treasury Secretary; government US Treasury"},
		{"Shares rise due to [LOC US] government plan", "government US government"},
		{"It asked the [LOC US] Treasury.", "government US Treasury"},
		{"The [ORG U.N. High Commissioner for Human Rights], [PER Ann Holm], left. The [ORG High Commissioner for Refugees] ([ORG UNHCR]) stayed.", "person U.N. High Commissioner; person Ann Holm; organization High Commissioner for Refugees; organization UNHCR"},
		{"[LOC SEOUL]—The film “[ORG Raging Fire]” pleased the minister.", "place SEOUL; person minister"},
		{"There were signs [LOC Ghana] is preparing for war on the foundation of the pact.", "government Ghana"},
		{"The [ORG Institute of Telecommunications] ([LOC Telcor]) left. [LOC Telcor] and the [LOC Central Crime Branch] agreed.", "organization Institute of Telecommunications; organization Telcor; organization Telcor; organization Central Crime Branch"},
		{"President His Excellency Sheikh [PER Omar Holm] left.", "person Omar Holm"},
		{"The [ORG Senate Republicans] left. They met in the province of [PER Si Sa Ket].", "group Senate Republicans; place Si Sa Ket"},
		{"The prime minister's office said no.", "person prime minister; government office"},
		{"[PER John Roe], Operations Director of the [ORG UN Office], spoke.", "person John Roe; person Operations Director; organization UN Office"},
		{"The [ORG State Office of Statistics] warned the accused. The House voted, the house burned.", "government State Office of Statistics; person accused; government House"},
		{"The mission said the country had never left.", "government mission; government country"},
		// what governs a state's name is the noun before its preposition, whatever the tree
		{"[LOC Norway] ended the friendship treaty with [LOC Spain] last Monday.", "government Norway; government Spain"},
		{"It has ties with both [LOC Beijing] and [LOC Moscow].", "government Beijing; government Moscow"},
		{"The embassy of [LOC Cuba] was closed. The tour went on to [LOC Peru], followed by [LOC Chile].", "government embassy; government Cuba; place Peru; place Chile"},
		{"Since then [LOC Ghana], which has declared itself bankrupt, has sold land.", "government Ghana"},
		{"The case went to [LOC Ontario], [LOC Canada], which has no such court.", "place Ontario; place Canada"},
		{"Gas supplies from [LOC Oman] fell. A message from [LOC Rome] came. [LOC Rome]'s streets were empty.", "place Oman; government Rome; place Rome"},
		{"[LOC Sweden]'s [PER Jonas Holm] won. [LOC Sweden]'s churches were full.", "place Sweden; person Jonas Holm; place Sweden"},
		{"[LOC Ottawa]'s decision stands. [LOC Iran] was given the tanks.", "government Ottawa; government Iran"},
		{"[PER Chad] protested on Monday. The aid went to a village in [LOC Chad].", "government Chad; place Chad"},
		// names cut wrongly: owner and owned in one, the Arabic article left out
		{"[LOC France's Thales] will supply the radar.", "place France; organization Thales"},
		{"The car maker [PER Chrysler] closed a plant. [PER Chrysler] denied it.", "organization Chrysler; organization Chrysler"},
		{"The [ORG Islamic State of Iraq] fled. The [ORG Council on Alpine Relations] agreed.", "organization Islamic State of Iraq; organization Council on Alpine Relations"},
		{"[PER Park Jie]-won left.", "person Park Jie-won"},
		{"Fighters of al-[ORG Qaida] left.", "group Fighters; organization al-Qaida"},
		{"The [LOC Singapore Airlines] crew left.", "group Singapore Airlines crew; organization Singapore Airlines"},
		{"The [ORG United States Air Force] bought tankers.", "government United States Air Force"},
		// what points at a mention is no part of it
		{"Some of her allies, including lawmakers from her party, walked out.", "group allies; group lawmakers; organization party"},
		{"According to sources, the union will strike.", "group sources; organization union"},
		// an age for a person, a share of people, an adjective that is none
		{"The 22-year-old was happy. The 17-year-old victim fled. A 31 year old was held.", "person 22-year-old; person 17-year-old victim; person 31 year old"},
		{"One in six voters stayed at home. Tories jeered.", "group One in six voters; group Tories"},
		{"“It was any of three boats,” the official said.", "person official"},
		// a goal, storms, firms taken for people
		{"[PER Okafor] scored a late winner.", "person Okafor"},
		{"[PER Cyclone Idris] hit [LOC Beira]. [PER Idris] will weaken.", "place Beira"},
		{"The [PER Environment Agency] left. [PER Greenleaf Energy], a leading developer of farms, sued.", "organization Environment Agency; organization Greenleaf Energy; organization leading developer"},
		{"[PER Danielle Steel] wrote. [PER Lisa Kroll], an analyst at [PER Bernstein], read.", "person Danielle Steel; person Lisa Kroll; person analyst; organization Bernstein"},
		// an office taken for a body, a place for a person; unions in congress; two datelines
		{"The [ORG Commissioner for Commerce], Hajiya [PER Amina Yusuf], left.", "person Commissioner; person Amina Yusuf"},
		{"[PER Kano] traders met in [LOC Kano].", "group Kano traders; place Kano"},
		{"The [ORG Nigeria Labour Congress] met the traders' association.", "organization Nigeria Labour Congress; group traders; organization association"},
		{"[LOC MEXICO CITY]/OTTAWA - The mayor resigned.", "place MEXICO CITY; person mayor"},
		// an office with what it is of before its holder's name; datelines with a colon; seats and ways between states
		{"Deputy Commissioner of Police [PER Datta Nalawade] answered the Leader of the Opposition [PER Naveen Patnaik].", "person Datta Nalawade; person Naveen Patnaik"},
		{"[PER BHUBANESWAR]: The mayor resigned.", "place BHUBANESWAR; person mayor"},
		{"[LOC GAZA]/[LOC CAIRO]: The mayor resigned.", "place GAZA; person mayor"},
		{"[ORG NATO]: The alliance met.", "organization NATO; organization alliance"},
		{"The [PER Kremlin] said no.", "government Kremlin"},
		{"A cable between [LOC Finland] and [LOC Estonia] was cut.", "place Finland; place Estonia"},
		// bodies taken for people, and people for bodies
		{"[PER Rybar], a military charity, said no. Its operator, [PER Elisa], agreed.", "organization Rybar; organization military charity; organization operator; organization Elisa"},
		{"The party's leader, [ORG Rhun ap Iorwerth], resigned.", "organization party; person leader; person Rhun ap Iorwerth"},
		{"The accused, a driver, fled.", "person accused; person driver"},
		// nouns that mean things here
		{"The river burst its banks. The figures were wrong. Senior figures said so.", "group Senior figures"},
		{"They voiced strong opposition. The opposition walked out.", "organization opposition"},
		{"She had [PER Parkinson]'s disease. [PER Parkinson] left.", "person Parkinson"},
		{"The army bombed a command centre.", "government army"},
		// "and" makes one mention of two, but not with a number, a determiner, a third one or a party
		{"Family and friends wept. Three teachers and two nurses left. The mayors, chiefs and headmen met.", "group Family and friends; group Three teachers; group two nurses; group mayors; group chiefs; group headmen"},
		{"She met ministers and senior officials from the party and its allies.", "group ministers and senior officials; organization party; group allies"},
		// words with hyphens, "women's" within a description, numbers that count
		{"[PER Amna Holm], Assistant Under-Secretary for Trade, left. The director of the union and co-director of the charity said no.", "person Amna Holm; person Assistant Under-Secretary; person director; organization union; person co-director; organization charity"},
		{"The under-20 women's soccer team won. Tens of thousands of residents cheered. As many as 19 lawmakers left.", "organization under-20 women's soccer team; group Tens of thousands of residents; group As many as 19 lawmakers"},
		{"Some left, others stayed. It will seat 300 people.", ""},
		// honours, events and things taken for bodies, a ship by its noun, a family, a part of a body
		{"[PER Mark Tedder], [ORG QC], won two [ORG Ruhm Film Awards] under the [ORG Ivel Treaty].", "person Mark Tedder"},
		{"The cruise ship [ORG Freyja] sank. The [ORG Freyja] was old.", ""},
		{"[PER Thomas Lund] and [PER Ann Lund] left. The [ORG Lunds] said no.", "person Thomas Lund; person Ann Lund; group Lunds"},
		{"The [ORG Acme] team said its leader was praised for her leadership.", "group Acme team; organization Acme; person leader"},
		// "as well as", "among" make no role; what has been named, vague as its noun is
		{"They attacked allies as well as officials. She was among seven lawyers in court.", "group allies; group officials; group seven lawyers"},
		{"The [ORG Museum of Modern Art] opened. They left the museum at noon.", "organization Museum of Modern Art; organization museum"},
		// what is at home in a country is not its state's
		{"[LOC Japan]'s largest bank fell. [LOC Norway]'s farmers met [LOC France]'s [ORG Thalor].", "place Japan; organization largest bank; place Norway; group farmers; place France; organization Thalor"},
		{"[LOC Russia]'s central bank met. The governments of [LOC Mexico] and [LOC Peru] agreed.", "government Russia; government central bank; government governments; government Mexico; government Peru"},
		// bodies of states by facts
		{"The [ORG Bank of Japan] and the [ORG Crop and Livestock Control Agency] met the [ORG Anadolu Agency].", "government Bank of Japan; government Crop and Livestock Control Agency; organization Anadolu Agency"},
		{"An FCO minister met the [ORG Inquiry Commission of Canada].", "person FCO minister; government FCO; government Inquiry Commission of Canada"},
		{"The former executive had left.", "person former executive"},
		{"They went to the emergency department. A company like [ORG Acme] should pay.", "organization Acme"},
		// names joined to the name of somebody who is named elsewhere; what bears a person's name; armed groups
		{"[PER Ann Holm] left. The minister for the [LOC Middle East Ann Holm] met [PER Tom Roe]. [PER Acme CEO Tom Roe] stayed.",
			"person Ann Holm; person minister; place Middle East; person Ann Holm; person Tom Roe; organization Acme; person Tom Roe"},
		{"They met at [PER Ann Holm] Stadium. The [LOC Daesh] fled. They were with the family and friends.", "organization Daesh; group family and friends"},
		{"[LOC Peru] is committed to peace.", "government Peru"},
		{"The [ORG Crown] charged him with crimes against the average voter. The [ORG Iodine Intake Study] ended.", "government Crown"},
		// a relative pronoun determines nobody
		{"It was a rally in which lawyers wept and which analysts described. Which lawyer would take it?", "group lawyers; group analysts"},
		{"She works for the [PER Holm] campaign.", "organization Holm campaign"},
		{"They sold arms to [LOC Peru]. The country said no. Travellers in the country left.", "government Peru; government country; group Travellers"},
		{"He met [PER Melina Roe], a former model. A former model was shown.", "person Melina Roe; person former model"},
		// a country's name for its team, in news of sport alone
		{"[LOC Peru] beat [LOC Chile] 2-1. [LOC Peru] striker [PER Juan Roe] scored, [LOC Chile]'s goalkeeper fell, and the coach praised the goals, the win, the penalty and the squad before the match in [LOC Japan] on [LOC Chile]'s border.",
			"organization Peru; organization Chile; organization Peru; person Juan Roe; organization Chile; person goalkeeper; person coach; place Japan; place Chile"},
		{"[LOC Peru] recalled its ambassador after the match.", "government Peru; person ambassador"},
		// states: named in an office, favoured, told what to do; told apart from others; the town, the country and the state that act
		{"The president of [LOC Peru] met the ambassador of [LOC Chile]. He wants to be president of [LOC Kenya].", "person president; government Peru; person ambassador; government Chile; place Kenya"},
		{"[LOC Peru] was chosen to host the games. They called on [LOC Chile] to immediately stop. [LOC Kenya] remains committed to peace.", "government Peru; government Chile; government Kenya"},
		{"African countries face a shock. They live in two countries. The city expects rain. The gates were bought by the city.", "government African countries; government city; government city"},
		{"They said the nation faced hard times. This country has changed. The law says the State will pay.", "government nation; government State"},
		{"The [ORG Government] of the [LOC Republic of Peru] agreed with the Municipality of [LOC Lima].", "government Government; government Republic of Peru; government Municipality of Lima"},
		// teams, sides, campaigns, coalitions, regimes
		{"The team praised her team. The national team won. Both sides left. It has nine sides.", "group team; group team; organization national team; group Both sides"},
		{"He and his campaign said no. A regime change began after the regime attack.", "organization campaign; government regime"},
		{"Ships escorted Coalition aircraft. They hit two tactical units.", "organization Coalition; group two tactical units"},
		// who died, was hurt or had to leave, by number alone
		{"Hundreds dead in storm\n\nIt fell, killing at least 107 and wounding 40 or more. Millions have been displaced. He was born in 1980.", "group Hundreds; group at least 107; group 40 or more; group Millions"},
		// roles, ranks, grammar, books, rooms, aircraft and groups of things are nobody
		{"She rose to the rank of a general. It is told in the third person in five chapters. The hall has capacity for 600 people.", ""},
		{"They used attack, bomber, fighter and other aircraft against a group of houses. A group of lawyers left.", "organization group; group lawyers"},
		// users may do what anybody may
		{"Users can shuffle songs. It stops when users call. Editor's note: it is old.", ""},
		// names: things of which there are many, words that say what a body is, a body's part, ranks, leaders, regions
		{"They hit a [ORG UAV]. The [ORG Ivel industry group] and the [ORG Labour party] met.", "organization Ivel; organization Labour party"},
		{"The [ORG Health Ministry]'s [ORG Food Safety Division] said no. Brigadiers [PER Joyce Roe] and [PER Ann Lee] left.", "government Health Ministry; government Food Safety Division; person Joyce Roe; person Ann Lee"},
		{"Brigadiers [PER Joyce Roe] left.", "person Joyce Roe"},
		{"[ORG Ivel COO Tom Roe] and the Head of Public Service Dr [PER Ann Holm] met.", "organization Ivel; person Tom Roe; person Ann Holm"},
		{"[PER Mae Lund] and [PER Ivel Holm] provinces shook. It fell near [PER Ayn Roe]. A strike hit four ISIL posts.", "place Mae Lund; place Ayn Roe; organization ISIL"},
		{"Millions of [NORP Syrians] left. They met [NORP Kurdish] and [NORP Yezidi] fighters.", "group Millions of Syrians; group Kurdish and Yezidi fighters"},
		{"[PER Ann Holm], undersecretary for trade, left. The Minister moreover indicated that it is old. [PER Tom Roe] (D-N.C.), head of the caucus, stayed.", "person Ann Holm; person undersecretary; person Minister; person Tom Roe; person head; organization caucus"},
		{"Prime Minister [PER Sheikh Hasina] met [PER Sheikh Omar].", "person Sheikh Hasina; person Omar"},
		{"Various ministries and departments met. It was the rise of women officers.", "government Various ministries and departments; group women officers"},
		// two descriptions of one person under one determiner, and of two people
		{"[PER Ann Roe], a tax lawyer and senior fellow, met the real estate mogul and former nominee. The driver and the passenger left.",
			"person Ann Roe; person tax lawyer and senior fellow; person real estate mogul and former nominee; person driver; person passenger"},
		{"The migrant population grew. A lawyer for the news outlets left. They praised a government task force. It angered both teachers and their pupils.", "group migrant population; person lawyer; organization news outlets; government government task force; group teachers; group pupils"},
		// governments and firms behind "as" and before participles; a country's universities; bloc states
		{"The dollar fell as the government's measures failed. They saw the government approving a measure.", "government government; government government"},
		{"Ministers met British universities. He toured Gulf states. It will enable the city to build. ", "group Ministers; organization British universities; government Gulf states; government city"},
		// credits, and what is no credit
		{"Rain fell.\n\n(Reporting by [PER Ann Holm]; Editing by [PER Tom Roe])\n\nFollow her on the web. [PER Ann Holm] writes.\n\nAfter reporting by the newspaper, the mayor left.", "organization newspaper; person mayor"},
		// products by their number, days, captions, parties behind senators
		{"[ORG Ivel Navigator] 6 is old. Few use [ORG Ivel Navigator]. It opens on [ORG Thursdays and Fridays]. Sen. [PER Tim Roe], [PER D-Va.], left.", "person Tim Roe"},
		{"Crane falls\n\nIt fell on Friday, the mayor said.\n\nPilgrims at the mosque in 2008.\n\nThe mayor wept.", "person mayor; person mayor"},
		{"[PER Ann Holm] left. Minister for the [LOC Middle East Ann Holm] stayed.", "person Ann Holm; place Middle East; person Ann Holm"},
		{"[LOC Peru] is working with its allies.", "government Peru; government allies"},
		{"The union met its allies.", "organization union; group allies"},
		// what a president leads, whence officials are, enforcement
		{"The president of [PER Federación Lund] met officials from [LOC Peru]. Law enforcement agencies and the [ORG US National Park Service] agreed.",
			"person president; organization Federación Lund; group officials; government Peru; government Law enforcement agencies; government US National Park Service"},
		// names that go on into words that are none of theirs; gods; harm that is avoided
		{"[ORG Acme executive leaves company]. According to the [ORG Health Ministry] over 300 people fell ill.", "organization Acme; government Health Ministry; group over 300 people"},
		{"[PER Zeus] smiled. They want to minimise civilian casualties.", ""},
		// one of a people or of a town, who is a parent of so many, thieves, players of music, chief executives
		{"The [NORP Brazilian] said he would stay. [PER Ann Holm] lost to the 19-year-old [NORP Russian]. Londoners wept. The Frenchman won.",
			"person Brazilian; person Ann Holm; person 19-year-old Russian; group Londoners; person Frenchman"},
		{"The [NORP Brazilian] forest burned. The mother-of-two was found. Thieves fled. They took two iPod players and a DVD player from three basketball players.",
			"person mother-of-two; group Thieves; group three basketball players"},
		{"Ivel chief executive [PER Anna Berg] left. A [NORP Ruhm] court jailed him.", "person Anna Berg; organization Ruhm court"},
		// bodies of the UN, a surname taken for a firm, a square named after a saint, a museum that is asked
		{"The [ORG UN] refugee agency warned of famine.", "organization UN refugee agency; organization UN"},
		{"[PER Michael O'Leary] left. [ORG O'Leary]'s profits fell. They met in [PER St Peter]'s Square.", "person Michael O'Leary; person O'Leary"},
		{"They called on the [LOC Ivel Museum] to close. She left the [LOC Ruhm Museum].", "organization Ivel Museum; place Ruhm Museum"},
		// parts of armies, the Kingdom, what is counted or asked for, the cabinet, what is held hostage, numbers of two kinds
		{"The [ORG 158th Fighter Wing] met the [ORG Air Force] and the [ORG Rapid Action Battalion].", "government 158th Fighter Wing; government Air Force; government Rapid Action Battalion"},
		{"It lies in the Kingdom. It includes 27 countries. The President of the Republic spoke. They asked exactly how many passengers had left.", "person President"},
		{"They serve the Kingdom. He opened a locked cabinet and holds the economy hostage. The hostage wept.", "government Kingdom; person hostage"},
		{"At least 14 dead and dozens missing, officials said.", "group At least 14; group dozens; group officials"},
		{"It helps male and female citizens. The [PER Holm] administration said every teacher had left.", "group male and female citizens; government Holm administration; person Holm; person every teacher"},
		{"The company Tuesday said no. He hit the stage most voters had seen. Its rivals [ORG Acme] and [ORG Ivel] agreed.", "organization company; group most voters; organization Acme; organization Ivel"},
		{"[LOC Peru]'s air force met the coast guard. Two guards wept. The [ORG Ruhm Prosecution Service] bought the [ORG Ivel Space Telescope].", "government Peru; government air force; government coast guard; group Two guards; government Ruhm Prosecution Service"},
		{"Management has failed, the union said. The management of the forest costs money.", "group Management; organization union"},
		{"The transport department and the department of [LOC Peru] met the sales department.", "government transport department; government department; place Peru; organization sales department"},
		// towns whose clubs play
		{"[LOC Ruhm] beat [LOC Ivel] 2-1 in the league on Sunday. The goal came late in the match, the coach said, before the penalty in [LOC Lund].",
			"organization Ruhm; organization Ivel; organization league; person coach; place Lund"},
		// not people: words that end like them, quantities, numbers of things, nobody at all
		{"The wound in the abdomen bled. She wrote on social media with authority.", ""},
		{"Not a single prisoner was charged.", ""},
		{"A [ORG Lagoon Project] model of the wide-body jet was shown. The project cost little.", "organization Lagoon Project"},
		{"It took a couple of months to repair the bridge.", ""},
		{"No lawyer would take the case.", ""},
	} {
		var got []string
		type mention struct {
			article.Span
			words string
		}
		var list []mention
		a := parse(t, c.text)
		for _, x := range actor.Find(a) {
			for _, m := range x.Mentions {
				list = append(list, mention{m.Span, x.Type.String() + " " + m.Of(a.Text)})
			}
		}
		slices.SortFunc(list, func(m, n mention) int { return (m.Start-n.Start)*1000 + n.End - m.End })
		for _, m := range list {
			got = append(got, m.words)
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s\n\t got %s\n\twant %s", a.Text, s, c.want)
		}
	}
}

// TestGroups covers who is the same as whom. Each wanted actor: its name, a colon, its mentions.
func TestGroups(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[PER Liu Pengyu], a spokesman, spoke. [PER Liu] said no. The spokesman left.", "Liu Pengyu: Liu Pengyu, spokesman, Liu, spokesman"},
		{"[LOC China] protested. [LOC Beijing] accused the [LOC United States] of meddling, and the [NORP Chinese] government recalled its ambassador.", "China: China, Beijing, Chinese government"},
		{"The [ORG World Health Organization] warned of a shortage. The [ORG WHO] said it would act.", "World Health Organization: World Health Organization, WHO"},
		{"The [ORG Foreign Ministry] denied the report. The ministry said it was false.", "Foreign Ministry: Foreign Ministry, ministry"},
		{"[ORG Toyota Motor Corp] will close a plant. The company said so on Monday.", "Toyota Motor Corp: Toyota Motor Corp, company"},
		{"[LOC U.S.] officials said no. Other [LOC U.S.] officials said yes. [LOC U.S.] officials agreed later.", "U.S. officials: U.S. officials, U.S. officials"},
		{"The [ORG Support Mission] in [LOC Libya] ([ORG SMIL]) left.", "Support Mission: Support Mission, SMIL"},
		{"The [ORG Relief and Works Agency for Refugees] in the East ([ORG RWAR]) left.", "Relief and Works Agency for Refugees: Relief and Works Agency for Refugees, RWAR"},
		{"The [ORG Government of the Arab Republic of Egypt] said no. [LOC Egypt] asked for time.", "Egypt: Government of the Arab Republic of Egypt, Egypt"},
		{"A [PER Narendra Modi]-led party won.", "Narendra Modi: Narendra Modi"},
		{"[PER Jerobeam Dimo Hamaambo] died. [PER Dimo] was ill.", "Jerobeam Dimo Hamaambo: Jerobeam Dimo Hamaambo, Dimo"},
		{"The Minister of Arts and Heritage, Mr [PER Avinash Teeluck], spoke. The minister left.", "Avinash Teeluck: Minister, Avinash Teeluck, minister"},
		{"[PER Ine Van Severan] spoke. [PER Van Severan] said no.", "Ine Van Severan: Ine Van Severan, Van Severan"},
		{"The [ORG UN] said no. The [ORG UN Refugee Agency] said yes.", "UN: UN"},
		{"The [NORP Spanish] and [NORP Algerian] governments agreed. [LOC Spain] signed first.", "Spain: Spain"},
		{"[ORG Northern Air] sold ten planes to [ORG Delta Freight]. The firm was pleased.", "Northern Air: Northern Air, firm"},
		{"[ORG Northern Bank] sold ten planes to [ORG Delta Airlines]. The airline was pleased.", "Delta Airlines: Delta Airlines, airline"},
		{"The [ORG Military Council] met the coalition of parties and the army.", "Military Council: Military Council"},
		{"The central bank held its rates. [ORG Bloomberg] asked why. The bank declined to answer.", "central bank: central bank, bank"},
		{"[ORG Blue Strait Lines] lost a ship. [ORG Blue Strait] denied it.", "Blue Strait Lines: Blue Strait Lines, Blue Strait"},
		{"The [ORG Times] reported losses at [ORG Acme]. The firm denied it.", "Acme: Acme, firm"},
		{"[PER Pep Sala] was booked. The [NORP Catalan] said nothing. The [NORP Dutch] went home.", "Pep Sala: Pep Sala, Catalan"},
		{"Council told to wait\n\n[ORG Hollins Borough Council] met. The parish council refused. The council waited.", "Hollins Borough Council: Hollins Borough Council"},
		{"[ORG Hollins Borough Council] met. A boat sank. The council waited. Critics sued the authority.", "Hollins Borough Council: Hollins Borough Council, council, authority"},
		{"The [ORG Arizona Corporation Commission] met. The council waited.", "Arizona Corporation Commission: Arizona Corporation Commission"},
		{"Kurdish commander blames neighbour\n\nThe truce was broken, a Kurdish commander said. The commander gave no name.", "Kurdish commander: Kurdish commander, Kurdish commander, commander"},
		{"[PER Orvell] shares jump\n\n[ORG Orvell Semiconductor Inc] raised its outlook. The [LOC Austin]-based company was pleased.", "Orvell Semiconductor Inc: Orvell, Orvell Semiconductor Inc, Austin-based company"},
		{"[ORG Westmere Rovers] lost. [ORG Rovers] had led.", "Westmere Rovers: Westmere Rovers, Rovers"},
		{"[PER Rachel Dunmore] wept. Her barrister, [PER Fiona Tate], spoke. [PER Judge Marsden] warned the defendant.", "Rachel Dunmore: Rachel Dunmore, defendant"},
		{"The 17-year-old victim was shot. A 31-year-old man fled. The boy died.", "17-year-old victim: 17-year-old victim, boy"},
		{"[PER Caitlin Boyd], 27, fled. [PER Ian Roe] stayed. The 27-year-old was not told.", "Caitlin Boyd: Caitlin Boyd, 27-year-old"},
		{"Her father, a ship's pilot, left.", "father: father, pilot"},
		{"[PER Mark Delgado], the co-founder and chief executive officer, spoke.", "Mark Delgado: Mark Delgado, co-founder, chief executive officer"},
		{"She wrote to the minister, Sir [PER Peter Crowe], but got no answer.", "Peter Crowe: minister, Peter Crowe"},
		{"A spokesman for the [ORG FBI] met [ORG Acme]. The bureau knew.", "FBI: FBI, bureau"},
		{"[ORG Lumen Hearing], a startup, has raised a loan from [ORG Georgian Partners], the company said. Investors include the [ORG Bank of Canada]. The startup was pleased.", "Lumen Hearing: Lumen Hearing, startup, company, startup"},
		{"[ORG Association for Reform], a group, met. The Centre will not pay.", "Association for Reform: Association for Reform, group"},
		{"The chairman of the traders' association, Alhaji [PER Sani Bala], spoke.", "Sani Bala: chairman, Sani Bala"},
		{"Hackers stole a file. [LOC Iran]'s hackers stole two.", "Hackers: Hackers"},
		{"[PER Anna Holm] and [PER Peter Holm] met. [PER Anna] said nothing.", "Anna Holm: Anna Holm, Anna"},
		{"He told [ORG Joy FM] so. The company, [ORG Blue Anchor], says it won.", "Blue Anchor: company, Blue Anchor"},
		{"Shares in [ORG Hollis & Wren] fell after the furniture retailer warned.", "Hollis & Wren: Hollis & Wren, furniture retailer"},
		{"[PER Lena Berg] asked the referee. The [NORP Swede] was furious.", "Lena Berg: Lena Berg, Swede"},
		{"The [ORG Ruhm City Government] met. A boat sank. The city government waited.", "Ruhm City Government: Ruhm City Government, city government"},
		{"The [ORG Ivel Bird Society of Ruhm] met. The [ORG Ivel Bird Society] said no. The group left.", "Ivel Bird Society of Ruhm: Ivel Bird Society of Ruhm, Ivel Bird Society, group"},
		{"[LOC Thailand] agreed. [LOC Thailand] signed. She went to [LOC Thailand]. The federal government paid. The authorities waited.", "Thailand: Thailand, Thailand, federal government, authorities"},
		{"The [NORP Thai] authorities agreed. [LOC Thailand] signed.", "Thailand: Thai authorities, Thailand"},
		{"[PER Huang Yu] (黃俞升), a biologist, spoke. \"It hurts,\" said Lumen chief strategist, [PER Ann Roe].", "Huang Yu: Huang Yu, biologist"},
		{"\"It hurts,\" said Lumen chief strategist, [PER Ann Roe].", "Ann Roe: Lumen chief strategist, Ann Roe"},
		{"European ship builder, [ORG Norvik], has won.", "Norvik: European ship builder, Norvik"},
		{"[NORP French] President [PER Ann Holm] began a tour. [PER Tom Roe] met her. The [NORP French] leader left.", "Ann Holm: Ann Holm, French leader"},
		{"President [PER Ann Holm] met President [PER Tom Roe] of [LOC Peru]. The [NORP Peruvian] leader left.", "Tom Roe: Tom Roe, Peruvian leader"},
		{"Vice President [PER Ann Holm] met President [PER Tom Roe]. Vice President [PER Ann Holm] smiled. The president left.", "Tom Roe: Tom Roe, president"},
		{"[PER Ann Holm], president of [LOC Peru], left. The [NORP Chilean] president, [PER Tom Roe], stayed. The [NORP Peruvian] president said no.", "Ann Holm: Ann Holm, president, Peruvian president"},
		{"The [ORG Department of the Treasury] said no. The [ORG Treasury Department] agreed.", "Department of the Treasury: Department of the Treasury, Treasury Department"},
		{"The [NORP Ruhm] [ORG Ruhmian Supreme Court of Cassation] met. The [ORG Supreme Court] said no.", "Ruhmian Supreme Court of Cassation: Ruhmian Supreme Court of Cassation, Supreme Court"},
		{"Migrants left. Migrants from [LOC Haiti] stayed. The migrants wept.", "Migrants: Migrants, migrants"},
		{"The [ORG CJTF] left. The [ORG CJTF-OIR] stayed.", "CJTF-OIR: CJTF, CJTF-OIR"},
		{"[LOC Peru] said no. [LOC Peru] agreed. The law of [LOC Peru] says the State will pay. The country accepted.", "Peru: Peru, Peru, State, country"},
		{"Prime Minister [PER Ann Holm] mourned former Prime Minister [PER Tom Roe]. The prime minister wept.", "Ann Holm: Ann Holm, prime minister"},
		{"[PER Ann Holm] praised her campaign. [PER Tom Roe] and his campaign said no.", "campaign: campaign"},
		{"Acme chief executive Dr [PER Ann Roe] won. The chief executive said no.", "Ann Roe: Ann Roe, chief executive"},
		{"She heads the [ORG Ruhm Science Council]'s ([ORG RSC]) board.", "Ruhm Science Council: Ruhm Science Council, RSC"},
		{"[PER José Núñez] spoke. [PER Nunez] left.", "José Núñez: José Núñez, Nunez"},
		{"The [ORG Ministry of Health] met. The [ORG Health Ministry] said no. A boat sank. The ministry left.", "Ministry of Health: Ministry of Health, Health Ministry, ministry"},
		{"The [ORG Federal Reserve] met. The Fed said no.", "Federal Reserve: Federal Reserve, Fed"},
		{"The [ORG Church of Ivel] met. [ORG Ivel] said no. The [ORG Church] left.", "Church of Ivel: Church of Ivel, Ivel, Church"},
		{"The [NORP Iraqi] people voted. All [NORP Iraqis] hoped.", "Iraqi people: Iraqi people, All Iraqis"},
		{"A nurse and a driver left on Monday. Nurse [PER Carmen Ho] said no.", "Carmen Ho: nurse, Carmen Ho"},
		{"Tall woman found dead\n\n[PER Vera Holm], a tall woman, drowned.", "Vera Holm: Tall woman, Vera Holm, tall woman"},
		{"His mother, [PER Ann Roe], and father, [PER Ben Roe], left.", "Ben Roe: father, Ben Roe"},
		{"The [ORG Ruhm Magistrates' Courts] sat. The court said no.", "Ruhm Magistrates' Courts: Ruhm Magistrates' Courts, court"},
		{"The Foreign Secretary left. Foreign Secretary [PER Ann Holm] said no. US Secretary of State [PER Tom Roe] stayed.", "Ann Holm: Foreign Secretary, Ann Holm"},
		{"[ORG Daesh] fled. They will hold this terrorist organisation responsible.", "Daesh: Daesh, terrorist organisation"},
		{"[ORG Meridian Foods] will close two plants. The union called for talks.", "union: union"},
		{"The consultant, [ORG Lund & Berg], declined.", "Lund & Berg: consultant, Lund & Berg"},
		{"A child was killed. [PER Reagan] was held. The victim was seven.", "child: child, victim"},
		{"[LOC Ruhm]'s authors wrote. The authors left.", "Ruhm's authors: authors, authors"},
		{"A child fell ill. The mother wept. The baby died.", "child: child, baby"},
		{"The Ruhm security forces left. The [ORG RSF] said no.", "RSF: Ruhm security forces, RSF"},
		{"A global coalition fought [ORG Daesh]. The coalition left.", "global coalition: global coalition, coalition"},
		{"Her mum said no. A boat sank. Her mother said yes.", "mum: mum, mother"},
		// several titles before a name; an employer is not whom the article is about
		{"The head of the rescue agency, Brigadier General [PER Ann Holm], left.", "Ann Holm: head, Ann Holm"},
		{"[ORG Acme] lost money. Analysts at [ORG Rabobank] were not surprised. The company said no.", "Acme: Acme, company"},
		// a firm in other words where a sentence is about it, who is named so, one of a people
		{"[ORG Ivel Motors] lost money. [ORG Ruhm] won. The [NORP Swedish] company will close a plant.", "Ruhm: Ruhm, Swedish company"},
		{"The [ORG UN] met. The [ORG UN] refugee agency left.", "UN refugee agency: UN refugee agency"},
		{"The suspect, identified as [PER Ali Roe], was shot.", "Ali Roe: suspect, Ali Roe"},
		{"Police held a man named [PER John Roe].", "John Roe: man, John Roe"},
		{"[PER Mikel Roe] spoke. The Spaniard said no.", "Mikel Roe: Mikel Roe, Spaniard"},
		{"A man was held. Our correspondent [PER Claire Roe] is there. Well, [PER Martin], they say the suspect is 24.", "man: man, suspect"},
	} {
		a := parse(t, c.text)
		var got []string
		for _, x := range actor.Find(a) {
			var words []string
			for _, m := range x.Mentions {
				words = append(words, m.Of(a.Text))
			}
			got = append(got, x.Name+": "+strings.Join(words, ", "))
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("%s\n\twant %s\n\t got %s", c.text, c.want, strings.Join(got, "; "))
		}
	}
}

func TestRoles(t *testing.T) {
	a := parse(t, "National Security Adviser [PER Jake Sullivan] met [PER Liu Pengyu], a spokesman for the [NORP Chinese] embassy, on Monday. "+
		"President [PER Ana Sol] met [PER Ben Roe], a professor at the state-run university. President [PER Sol] was pleased.")
	want := map[string]string{"Jake Sullivan": "National Security Adviser", "Liu Pengyu": "a spokesman for the Chinese embassy",
		"Ana Sol": "President", "Ben Roe": "a professor at the state-run university"}
	for _, x := range actor.Find(a) {
		if w, ok := want[x.Name]; ok {
			if len(x.Roles) != 1 || x.Roles[0].Of(a.Text) != w {
				t.Errorf("%s: roles %v", x.Name, x.Roles)
			}
			delete(want, x.Name)
		}
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

func TestReasons(t *testing.T) {
	a := parse(t, "[LOC Russia] has asked [LOC China] for weapons, [LOC U.S.] officials said in [LOC Rome]. The company will sue.")
	for _, x := range actor.Find(a) {
		if !strings.HasSuffix(x.Why, ")") || strings.Count(x.Why, "(") != 1 {
			t.Errorf("%s: no rule in %q", x.Name, x.Why)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	const text = `The mayor of [LOC Port Ellery], [PER Anna Holm], said on Monday that [LOC Russia] had asked [LOC China] for help. "We do not know," [PER Holm] told reporters.
The [ORG Foreign Ministry] in [LOC Berlin] accused officials of the company, [ORG General Motors], of hiding the report. The ministry's spokesman declined to comment.
`
	a := parse(b, strings.Repeat(text, 20))
	for b.Loop() {
		actor.Find(a)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(a.Tokens)), "ns/token")
}

// TestTextEnds reads texts that end where a noun phrase still awaits its noun: nothing behind the end is looked at.
func TestTextEnds(t *testing.T) {
	for _, text := range []string{"They make a large group of", "They met a number of", "They met dozens of", "A group of", "Hundreds of"} {
		actor.Find(parse(t, text))
	}
}

package article

// Tag is a Penn Treebank part-of-speech tag, with the additions of the English Web Treebank.
type Tag uint8

// The tags. Their names are the treebank's, with S for the dollar sign of PRP$ and WP$.
const (
	TagNone Tag = iota // not tagged
	CC
	CD
	DT
	EX
	FW
	IN
	JJ
	JJR
	JJS
	LS
	MD
	NN
	NNS
	NNP
	NNPS
	PDT
	POS
	PRP
	PRPS
	RB
	RBR
	RBS
	RP
	SYM
	TO
	UH
	VB
	VBD
	VBG
	VBN
	VBP
	VBZ
	WDT
	WP
	WPS
	WRB
	ADD    // an address: URL, e-mail, handle
	AFX    // a separated affix
	GW     // a piece of a word that a blank tore apart
	HYPH   // a hyphen inside a word
	NFP    // superfluous punctuation
	LRB    // an opening bracket
	RRB    // a closing bracket
	Open   // an opening quotation mark
	Close  // a closing quotation mark
	Period // a mark that ends a sentence
	Comma
	Colon    // a colon, semicolon or dash
	Dollar   // a currency sign
	TagCount // how many tags there are
)

var tagNames = [TagCount]string{"",
	"CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WP$", "WRB", "ADD", "AFX", "GW", "HYPH", "NFP", "-LRB-", "-RRB-", "``", "''", ".", ",", ":", "$",
}

// String returns the tag as the treebank writes it, "" for TagNone.
func (t Tag) String() string { return tagNames[t] }

// ParseTag returns the tag with the given treebank name, TagNone if there is none.
func ParseTag(name string) Tag { return Tag(index(tagNames[:], name)) }

// IsNoun reports whether the tag is that of a common or proper noun.
func (t Tag) IsNoun() bool { return t >= NN && t <= NNPS }

// IsProper reports whether the tag is that of a proper noun.
func (t Tag) IsProper() bool { return t == NNP || t == NNPS }

// IsVerb reports whether the tag is that of a verb form, modals not included.
func (t Tag) IsVerb() bool { return t >= VB && t <= VBZ }

// IsFinite reports whether the tag is that of a verb with a tense, modals included.
func (t Tag) IsFinite() bool { return t == MD || t == VBD || t == VBP || t == VBZ }

// Dep is a Universal Dependencies relation without its subtype.
type Dep uint8

// The relations of Universal Dependencies v2. The passive subjects and auxiliaries, nsubj:pass, csubj:pass and aux:pass,
// and the possessive nmod:poss are kept apart, because "who acts" turns on them.
const (
	DepNone Dep = iota // not parsed
	DepRoot
	DepAcl
	DepAdvcl
	DepAdvmod
	DepAmod
	DepAppos
	DepAux
	DepCase
	DepCc
	DepCcomp
	DepCompound
	DepConj
	DepCop
	DepCsubj
	DepDep
	DepDet
	DepDiscourse
	DepDislocated
	DepExpl
	DepFixed
	DepFlat
	DepGoeswith
	DepIobj
	DepList
	DepMark
	DepNmod
	DepNsubj
	DepNummod
	DepObj
	DepObl
	DepOrphan
	DepParataxis
	DepPunct
	DepReparandum
	DepVocative
	DepXcomp
	DepNsubjPass
	DepCsubjPass
	DepAuxPass
	DepNmodPoss
	DepCount // how many relations there are
)

var depNames = [DepCount]string{"",
	"root", "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp", "nsubj:pass", "csubj:pass", "aux:pass", "nmod:poss",
}

// String returns the relation as Universal Dependencies writes it, "" for DepNone.
func (d Dep) String() string { return depNames[d] }

// ParseDep returns the relation with the given name. A subtype that is not kept apart is dropped: "acl:relcl" is DepAcl.
func ParseDep(name string) Dep {
	if d := index(depNames[:], name); d > 0 {
		return Dep(d)
	}
	for i := range name {
		if name[i] == ':' {
			return Dep(index(depNames[:], name[:i]))
		}
	}
	return DepNone
}

// Label is the kind of thing that a name names, as in CoNLL-style corpora.
type Label uint8

// The labels. Countries and cities are LOC, nationalities, religions and political groups NORP.
const (
	LabelNone Label = iota
	PER
	ORG
	LOC
	NORP
	MISC
	LabelCount
)

var labelNames = [LabelCount]string{"", "PER", "ORG", "LOC", "NORP", "MISC"}

// String returns the label as the corpora write it.
func (l Label) String() string { return labelNames[l] }

// ParseLabel returns the label with the given name, LabelNone if there is none.
func ParseLabel(name string) Label { return Label(index(labelNames[:], name)) }

// index returns where name stands in names, 0 if it is not there.
func index(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return 0
}

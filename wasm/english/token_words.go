package english

import "strings"

// The kinds of abbreviations, by when a stop after them belongs to them.
const (
	abbreviationNone   = iota
	abbreviationAlways // Dr.
	abbreviationInside // Inc., but not at the end of a paragraph
	abbreviationNumber // No. 5
	abbreviationLower  // Mass. has; a word otherwise
)

// abbreviation returns the kind of an abbreviation given without its stop.
func abbreviation(word string) int {
	switch word {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Sgt", "Capt", "Maj", "Brig", "Cmdr", "Cpl", "Pvt", "Adm", "Rep", "Reps",
		"Sen", "Sens", "Gov", "Govs", "Rev", "Hon", "St", "Ft", "Mt", "Messrs", "Mme", "Mlle", "Supt", "Pres", "Insp", "Sr", "Jr", "Fr",
		"Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "Inc", "Corp", "Ltd", "Co", "Bros", "Assn", "Dept", "Univ", "Ave", "Blvd",
		"vs", "al", "approx", "Ph", "cf", "viz", "eg", "ie", "Esq", "Calif", "Ariz", "Conn", "Mich", "Minn", "Tenn", "Okla", "Wyo", "Fla",
		"Pa", "Va", "Vt", "Wis", "Tex", "Nev", "Neb", "Mont", "Colo", "Atty", "Thurs", "Thur", "Tues", "Approx", "Est", "ca", "jr", "sr", "esp", "Lieut", "GEN", "SEN", "REP", "GOV", "DR", "MR", "MRS", "MS", "INC", "CORP", "LTD", "Cal", "Drs":
		return abbreviationAlways
	case "Wed", "Fri", "Mon", "Rd", "Vol", "Ed", "Eds", "inc", "corp", "ltd", "co", "dept", "est", "Ky", "Md", "Ga", "Del", "La", "hrs", "mins":
		return abbreviationInside
	case "No", "Nos", "no", "nos", "Fig", "Figs", "fig", "figs", "Sec", "Art", "Ch", "pp", "Apr", "Jun", "Jul", "Sep", "Mar", "ext", "Ext", "art", "div":
		return abbreviationNumber
	case "Mass", "Miss", "Ill", "Ind", "Kan", "Ore", "Wash", "Sat", "Sun", "Tue", "Thu", "Mo", "etc", "in", "ft", "oz", "lb", "lbs", "min", "sq":
		return abbreviationLower
	}
	return abbreviationNone
}

// isPrefix reports whether a word stays whole at the hyphen after s: "re-elected", but "state|-|owned".
func isPrefix(s string) bool { return len(s) <= 7 && listed(prefixes, s) }

// Lists of words that are seldom looked for, between blanks. A switch on as many strings takes 20 kB of code.
const (
	prefixes = " anti ante arch bi bio co contra counter cross cyber de dis e ex extra hyper inter intra macro mega micro mid mini mis mono multi neo non omni over pan " +
		"para post pre pro proto pseudo re semi sub super trans tri ultra un uni psycho socio uh mm "
	syllables = " ae bae bin bo bok bum byung chan chang cheol chi chin ching cho chol chong choo chul chun chung da dae do dong eun fai fong fung geun gi gyu ha hae " +
		"han he hee heung ho hoi hoon hun hwa hwan hye hyo hyon hyuk hyun hyung il in ja jae je ji jin jing jo jong joo joon ju jun jung ka kai kam kee keung " +
		"keun ki kin king kit ku kuk kun kuo kwan kwok kwon kyo kyu kyun kyung lai lam lan leung ling lok lun man mei mi mih min ming mo moo moon mu mun myung " +
		"na nam ok on oh pak pik ping po pyo rae ryong ryul sang seok seo seon seong seung shik shin shu shui sik sin sing siu soo sook soon su suk sun sung " +
		"tae tai tak taek tat ting to tong tsz tung uk un ung wah wai wan wen wing wol won woo wook wun ya yan ye yee yeol yeon yeong yi yin ying yiu yong yoo " +
		"yoon you young yu yuen yuk yun yung "
)

// listed reports whether a list has the word, which is short, in lower case.
func listed(list, word string) bool {
	var buffer [9]byte
	between := append(buffer[:0], ' ')
	for i := range len(word) {
		if !isLetterByte(word[i]) {
			return false
		}
		between = append(between, word[i]|0x20)
	}
	return word != "" && strings.Contains(list, string(append(between, ' ')))
}

// isSyllables reports whether a word is a given name of two syllables, as Korean and Chinese ones are written ("Jong-un"), which
// stay whole: a capitalised first syllable and the second at the beginning of rest.
func isSyllables(first, rest string) bool {
	if len(first) < 2 || len(first) > 6 || !isUpperByte(first[0]) {
		return false
	}
	end := 0
	for end < len(rest) && isLetterByte(rest[end]) {
		end++
	}
	if end < 2 || end > 6 {
		return false
	}
	return listed(syllables, first) && listed(syllables, rest[:end])
}

package reading

import (
	"strings"
	"testing"
)

func TestAdvice(t *testing.T) {
	for _, c := range []struct{ want, text string }{
		{AdviceEmpty, ""},
		{AdviceEmpty, " \n\t 12:30 … \n"},
		{AdviceShort, "Bridge closed after storm"},
		{AdviceOK, "The bridge was closed on Monday after a storm, the mayor said, and it will stay closed until the engineers have looked at it."},
		{AdviceOK, "“We do not know,” she said. “We may never know what they wanted from us.”"},
		{AdviceNotEnglish, "Die Brücke wurde am Montag nach einem Sturm gesperrt, sagte der Bürgermeister, und sie bleibt geschlossen, bis die Ingenieure sie geprüft haben."},
		{AdviceNotEnglish, "Le pont a été fermé lundi après une tempête, a déclaré le maire, et il restera fermé jusqu'à ce que les ingénieurs l'aient examiné."},
		{AdviceNotEnglish, "Мост был закрыт в понедельник после шторма, сказал мэр, и останется закрытым, пока его не осмотрят инженеры."},
		{AdviceNotEnglish, "大桥在暴风雨后于周一关闭,市长说,在工程师检查之前将一直关闭。"},
		{AdviceCode, "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfor i := 0; i < 10; i++ {\n\t\tfmt.Println(i)\n\t}\n}\n"},
		{AdviceCode, `{"id": "a", "text": "b", "list": [{"x": 1}, {"x": 2}], "more": {"y": [1, 2, 3]}}`},
		{AdviceCode, "<div class=\"a\">\n<p>Hello</p>\n<a href=\"x\">there</a>\n</div>\n"},
		{AdviceLinks, "Home\nNews\nWorld politics\nSport\nBusiness today\nWeather\nAbout us\nContact\nPrivacy policy\nTerms"},
		{AdviceLinks, "https://example.org/a one\nhttps://example.org/b two\nhttps://example.org/c three\nhttps://example.org/d four"},
		{AdviceOK, "I went to the river\nand the river was gone,\nonly the stones of it\nwere there in the sun,\nand all that I said to them\nthey said it again,\nthe river, the river,\nand then it was rain."},
		{AdviceLong, strings.Repeat("The mayor said so. ", 300000)},
	} {
		if got := Advice(c.text); got != c.want {
			t.Errorf("%s, want %s: %.60q", got, c.want, c.text)
		}
	}
}

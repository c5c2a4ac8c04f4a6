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
		{AdviceNotEnglish, "El puente fue cerrado el lunes después de una tormenta, dijo el alcalde, y permanecerá cerrado hasta que los ingenieros lo hayan examinado."},
		{AdviceNotEnglish, "De brug werd maandag na een storm gesloten, zei de burgemeester, en blijft dicht tot de ingenieurs hem hebben onderzocht."},
		{AdviceNotEnglish, "Le pont a été fermé lundi après une tempête, a déclaré le maire, et il restera fermé jusqu'à ce que les ingénieurs l'aient examiné."},
		{AdviceNotEnglish, "Мост был закрыт в понедельник после шторма, сказал мэр, и останется закрытым, пока его не осмотрят инженеры."},
		{AdviceNotEnglish, "大桥在暴风雨后于周一关闭,市长说,在工程师检查之前将一直关闭。"},
		{AdviceCode, "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfor i := 0; i < 10; i++ {\n\t\tfmt.Println(i)\n\t}\n}\n"},
		{AdviceCode, "def read(path):\n    with open(path) as f:\n        return f.read()\n\nprint(read('x'))\n"},
		{AdviceCode, "SELECT name, age FROM people WHERE age > 30 ORDER BY name;\nINSERT INTO people VALUES ('a', 3);\nUPDATE people SET age = 4 WHERE name = 'b';\n"},
		{AdviceCode, `{"id": "a", "text": "b", "list": [{"x": 1}, {"x": 2}], "more": {"y": [1, 2, 3]}}`},
		{AdviceCode, "<div class=\"a\">\n<p>Hello</p>\n<a href=\"x\">there</a>\n</div>\n"},
		{AdviceLinks, "Home\nNews\nWorld politics\nSport\nBusiness today\nWeather\nAbout us\nContact\nPrivacy policy\nTerms"},
		{AdviceLinks, "https://example.org/a one\nhttps://example.org/b two\nhttps://example.org/c three\nhttps://example.org/d four"},
		{AdviceTable, "Year\tSales\tProfit\n2019\t120\t12\n2020\t134\t15\n2021\t150\t18\n2022\t160\t21"},
		{AdviceTable, "| Country | Capital | People |\n|---|---|---|\n| France | Paris | 67 million |\n| Spain | Madrid | 47 million |"},
		{AdviceTable, "name,age,city\nAnna,34,London\nBen,29,Paris\nCarla,41,Rome\nDavid,55,Madrid"},
		{AdviceChat, "[10:32] anna: are you coming?\n[10:33] ben: yes, in five minutes\n[10:33] anna: ok, the door is open\n[10:34] ben: lol\n[10:35] anna: did you see what he wrote"},
		{AdviceChat, "Anna: are you coming?\nBen: yes, in a minute\nAnna: ok, the door is open\nBen: lol\nAnna: did you see what he wrote?\nBen: no, send it to me"},
		{AdviceOK, "Mayor to go\n\nThe mayor of Lund will leave office in May, her spokesman said: she is ill.\n\nCourier: Will she come back?\n\n" +
			"Spokesman: Nobody can say that today. The doctors have asked her to rest for at least a year, and she will do what they say.\n\nThe council will meet on Monday to choose somebody who leads the town until then."},
		{AdviceVerse, "I went to the river\nand the river was gone,\nonly the stones of it\nwere there in the sun,\nand all that I said to them\nthey said it again,\nthe river, the river,\nand then it was rain."},
		{AdviceOK, "The bridge over the Lund was closed on\nMonday after a storm. The mayor said that\nit would stay closed until the engineers\nhad looked at it. Nobody was hurt. The\nferry will run every hour, and the town\nwill pay for it. On Tuesday the school\nwas closed too."},
		{AdviceLong, strings.Repeat("The mayor said so. ", 300000)},
	} {
		if got := Advice(c.text); got != c.want {
			t.Errorf("%s, want %s: %.60q", got, c.want, c.text)
		}
	}
}

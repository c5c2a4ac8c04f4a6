package english

import "strings"

// auxiliaries are the forms of be, have and do, and of the modal verbs, contracted ones too.
var auxiliaries = table(`be: am is are was were been being 's 'm 're ai s m re r
have: has had having 've ve
do: does did done doing du
will: 'll ll wo
would: 'd d
can: ca
shall: sha`)

// irregularVerbs gives the base of irregular past forms and participles, and of forms in -ing and -s that no rule fits.
// A form of two verbs is with the more frequent one.
var irregularVerbs = table(`abide: abode
add: adding
arise: arose arisen
awake: awoke awoken
bear: bore borne born
beat: beaten
become: became
befall: befell befallen
begin: began begun
behold: beheld
bend: bent
beset: beset
bet: bet
bid: bid bade bidden
bind: bound
bite: bit bitten
bleed: bled
blow: blew blown
break: broke broken
breed: bred
bring: brought bringing
broadcast: broadcast
build: built
burn: burnt
burst: burst
bust: bust
buy: bought
cast: cast
catch: caught
choose: chose chosen
cling: clung
come: came
cost: cost
creep: crept
cut: cut
deal: dealt
dig: dug
die: dying
draw: drew drawn
dream: dreamt
drink: drank drunk
drive: drove driven
dwell: dwelt
dye: dyeing
eat: ate eaten
fall: fell fallen
feed: fed
feel: felt
fight: fought
find: found
fix: fixing
flee: fled
fling: flung
fly: flew flown
forbid: forbade forbidden
forecast: forecast
forego: forewent foregone
foresee: foresaw foreseen
foretell: foretold
forget: forgot forgotten
forgive: forgave forgiven
forgo: forwent forgone
forsake: forsook forsaken
freeze: froze frozen
get: got gotten
give: gave given
go: went gone
grind: ground
grow: grew grown
hang: hung
hear: heard
hide: hid hidden
hit: hit
hold: held
hurt: hurt
keep: kept
kneel: knelt
know: knew known
lay: laid
lead: led
leap: leapt
learn: learnt
leave: left
lend: lent
let: let
lie: lain lying
light: lit
lose: lost
make: made
mean: meant
meet: met
mistake: mistook mistaken
mow: mown
offset: offset
overcome: overcame
pay: paid
plead: pled
prove: proven
put: put
quit: quit
read: read
rid: rid
ride: rode ridden
ring: rang rung
rise: rose risen
run: ran
saw: sawn
say: said
see: saw seen
seek: sought
sell: sold selling
send: sent
set: set
sew: sewn
shake: shook shaken
shed: shed
shine: shone
shoot: shot
show: shown
shrink: shrank shrunk
shut: shut
sing: sang sung
sink: sank sunk
sit: sat
slay: slew slain
sleep: slept
slide: slid
sling: slung
slit: slit
smell: smelt smelled smelling
sneak: snuck
sow: sown
speak: spoke spoken
speed: sped
spell: spelt
spend: spent
spill: spilt
spin: spun
spit: spat
split: split
spoil: spoilt
spread: spread
spring: sprang sprung
stand: stood
steal: stole stolen
stick: stuck
sting: stung
stink: stank stunk
strew: strewn
stride: strode stridden
strike: struck stricken
string: strung
strive: strove striven
swear: swore sworn
sweep: swept
swell: swollen
swim: swam swum
swing: swung
take: took taken
teach: taught
tear: tore torn
tell: told
think: thought
throw: threw thrown
thrust: thrust
tie: tying
tread: trod trodden
underlie: underlying
undergo: underwent undergone
understand: understood
undertake: undertook undertaken
upset: upset
vie: vying
wake: woke woken
wear: wore worn
weave: wove woven
weep: wept
wet: wet
win: won
wind: wound
withdraw: withdrew withdrawn
withhold: withheld
withstand: withstood
wring: wrung
write: wrote written`)

// irregularNouns gives the singular of irregular plurals, and the nouns in -s whose plural is no other.
var irregularNouns = table(`man: men
woman: women
child: children
foot: feet
tooth: teeth
goose: geese
mouse: mice
ox: oxen
wife: wives
life: lives
knife: knives
leaf: leaves
half: halves
calf: calves
loaf: loaves
shelf: shelves
self: selves
elf: elves
thief: thieves
wolf: wolves
hoof: hooves
scarf: scarves
series: series
species: species
means: means
headquarters: headquarters
analysis: analyses
basis: bases
crisis: crises
thesis: theses
hypothesis: hypotheses
diagnosis: diagnoses
emphasis: emphases
oasis: oases
phenomenon: phenomena
criterion: criteria
medium: media
datum: data
bacterium: bacteria
stratum: strata
curriculum: curricula
memorandum: memoranda
referendum: referenda
alumnus: alumni
nucleus: nuclei
radius: radii
stimulus: stimuli
fungus: fungi
vertex: vertices
index: indices
matrix: matrices
formula: formulae
tie: ties
lie: lies
pie: pies
movie: movies
cookie: cookies
zombie: zombies
calorie: calories
prairie: prairies
rookie: rookies
eye: eyes
bus: buses
gas: gases
lens: lenses
virus: viruses
campus: campuses
census: censuses
bonus: bonuses
status: statuses
alias: aliases
bias: biases
iris: irises
ally: allies`)

// table reads lines "base: form form" into a map from form to base.
func table(lines string) map[string]string {
	forms := make(map[string]string, strings.Count(lines, " "))
	for line := range strings.Lines(lines) {
		base, rest, _ := strings.Cut(line, ":")
		for form := range strings.FieldsSeq(rest) {
			forms[form] = base
		}
	}
	return forms
}

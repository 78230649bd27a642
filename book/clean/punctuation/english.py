"""English words that are written with an apostrophe at an end, in lower case."""

import re

# What is left of a word without its h: "'orse".
WITHOUT_H = """
ackney adn't adst aggard alf alfpence alfpenny alifax allo alloa alves ammer ammers ammersmith
ampshire ampstead ampton andful andkercher andkerchief andle andles andsome ang anged angin
anging angs anky annah ansom ansome ap'orth aporth appen appened appening appens appier appily
appiness appy ar arbour ard arden ardened arder ardest ardly ards ardship ares arf arness arp
arriet arriett arrison arry arvest arwich asn't aste asty ated ath ats atter atters aughty aul
auled aunted ave aven aven't avent avin aving avins awker awkins ayfork ayin aystack azard azel
azy e e'd e'll e's ead eadache eaded eading eads eadstone eadstrong ealth ealthy eap eaped eaps
eard earin earing earse eart eartbreak earted earthstone eartily earts earty eated eath eathen
eathenish eaven eavenly eavens eavier eavin eavy ector ed edgehog ee eed eir elmet elp elped
elpin elping elpless elps em en enry ens er er'll er's erb erbert erbs erd ere's ereabouts
ereafter ern errings ers erself es esitate ess ev ey ez icks idden iddy ide idin iding igh igher
ighest ighly ighness ighty ighway ilt im im's imself inder indoo ing inge int inted ints ip ips
ired is'n issel isself issen istories istory itched itherto its'n iv ive oard oarse obbled obby
oe og ogs oist oisted ol oldin olding ole oler oles olesome oliday olidays olland ollar oller
ollered ollering ollow olloway olly olmes oly om omage ome omely omes omestead omeward on't
onest onestly onesty oney oni onor onorable onour onourable onours oo's ood oof oofs ook ooked
ooks ooky oop oops oot oped opeful opeless opes opin oping opkins opped opping orace orn orner
ornets ornpipe orns orrible orrid orrified orror orrors orse orseback orseflesh orseman orsepond
orses orseshoe ose ospitable ospital oss osses ost ostile ostler ostlers ot otel otels otly
ottentot otter ound ounds ourly ouse oused ousehold ousekeeper ousemaid ouses ousing ovel ow'd
ow's owd owdy owever owled owling ows owsoever owsomever ubbub uddled ue uff ug uge ulk ull um
uman umane umbert umble umbled umbly umbug ume umiliate ummin umming umor umour ump umph unch
undred undreds undredth undredweight ung unger ungry unt unted unter unters untin unting urdle
urdy uried url urled urrah urricane urried urry urt urtin urting urts usband usbands ush ushed
usk uskily ussy ustle ustled ut uts uzzy yacinth yde yena yer ymn ymnbook ymns ypocrisy ypocrite
ysterical ysterics
"""
# What is left of others: "'tis", "'bout".
SHORTENED = """
bacca baccer bacco baccy backer bleeged bliged bo bolish bout bouts bove bused cello cellos cept
ceptin cepting consequence consequences cordin cording cos counta coz cuz d deed feard fect
fection fess fessed flicted forded fraid gainst gator gators ginst gree ittin lasses lection
lectric lectricity leven levenpence leventh lijah liza ll longside lowance lowed m mancipation
mazing melia membered merica merican mericans mong mongst n nd neath nigger nitials nitiation
nless nother nough nounce nounced nour nuff nuther od odds ods oman omen ooman owlin pear
pearance pearances peared pears pinion pinions pologize pon possums pothecary prenticed
prentices pused quaintance quainted quire re ristocracy rithmetic s sault sblood sbodikins scape
scaped scursion scuse scused sdeath sfoot skeeter skeeters slife snails specs spect spected
specting spects spicion spicions spicious spose sposed sposing stablish stablished steada stid
stonish stonished stonishing stonishment stravagant strewth struth sturbed sturbing suade suaded
swelp swounds t t'ain't t'aint t'isn't t'other tacked tain't taint tan't tarn't tarnal tarnel
tas tasn't tater taters tato tatoes tect tective teenth tention thout tice ticing ticular
ticularly til tirely tis tisn't tother twan't twant twarn't twas twasn't tween twere tweren
tweren't twill twixt twon't twor twould twould've twouldn't twud twur twuz ud un uns vantage
varsity ve vise vised visible wat weel wer zounds
"""
# What may be either, and is a word too: "'and", "'round".
AMBIGUOUS = """
ad ail air airs airy all altar am and anded ands andy are ark arm armless arms arris arrow art
as ash ashore asps at ate aunt aunts awk ay ayes bide board bus buse case cause coon coons count
ear ears earth eat edge edges eel eels eight eights ell elm era ere erring eve flu fore fridge
gen gin greed id ill ills in ire is isn't it itch its less lone long lotted low lowing lows
member members memory mid midst most o old olds on oo op ope our ours over ow owl phone plane
plenty posed possum prentice prove proved rest rested round roused sides sist slid slight
special specially squire stead sturb swell tack tell tend tending terminate tire tolerable u
wards ware way
"""
# Words before an apostrophe: "goin'", "o'".
TAILS = re.compile(
    r"\w\w+in|o|an|a|i|th|wi|t|d|ol|ha|gi|ma|fo|befo|mo|po|sho|do|yo|ne|lil|tha|wha|tol|hol|fin|"
    r"roun|aroun|groun|min|behin|han|stan|lan|foun|mos|las|jes|jus|mus|nex|fus|thro|altho|tho|bo|"
    r"ca|wa|fa|sma|ta|awa|eas|wes|tak|mak|gen|ev|ov|wid|frien|en|kin|sen|spen|fiel|worl|chil|ob|ho|"
    r"sou",
    re.IGNORECASE,
)

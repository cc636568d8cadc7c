"""The words by which mail programs tell whose words follow, in the languages they speak."""

from __future__ import annotations


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word.strip().casefold() for line in lines for word in line.split(",") if word.strip())


FROM = _set(
    "from, von, de, da, van, fra, från, lähettäjä, od, от, від, kimden, gönderen, από, feladó, expeditor",
    "de la, 发件人, 寄件者, 寄件人, 差出人, 보낸 사람, 보낸사람, מאת, من, จาก, từ, dari, saatja, nuo, no",
    "remitente, expéditeur, absender, afzender, mittente, remetente, avsändare, afsender, avsender",
    "nadawca, odesílatel, odosielateľ, отправитель, відправник, подател",
)
"""How mail programs label who wrote a mail."""

SENT = _set(
    "sent, date, gesendet, datum, envoyé, enviado, fecha, enviado el, inviato, data, enviada em",
    "enviado em, verzonden, skickat, sendt, dato, lähetetty, päivämäärä, päiväys, wysłano, odesláno",
    "odoslané, dátum, отправлено, дата, надіслано, gönderildi, tarih, gönderme tarihi, ημερομηνία",
    "στάλθηκε, elküldve, küldés dátuma, trimis, 发送时间, 日期, 寄件日期, 日付, 送信日時, 보낸 날짜, 날짜",
    "נשלח, תאריך, أرسلت, التاريخ, تاريخ, วันที่, ngày, đã gửi, tanggal, dikirim, saadetud, kuupäev",
    "išsiųsta, nosūtīts, изпратено, skickades, poslano",
)
"""How they label the day."""

OTHERS = _set(
    "to, cc, bcc, subject, an, betreff, kopie, à, objet, sujet, para, asunto, assunto, oggetto, a, aan",
    "onderwerp, till, kopia, ämne, til, emne, vastaanottaja, kopio, aihe, do, dw, temat, komu, předmět",
    "predmet, кому, копия, тема, копія, kime, kimlere, bilgi, konu, προς, κοιν, θέμα, címzett, másolat",
    "tárgy, către, subiect, 收件人, 抄送, 主题, 主旨, 收件者, 副本, 宛先, 件名, 받는 사람, 받는사람, 참조",
    "제목, אל, עותק, נושא, إلى, نسخة, الموضوع, ถึง, สำเนา, เรื่อง, đến, chủ đề, kepada, perihal, saaja",
    "teema, kam, tēma, kopija, tema, относно, до, reply-to, antwort an, répondre à, importance",
    "wichtigkeit, priority, attachments, anlagen, pièces jointes, bijlagen, bilagor, organization",
    "list-id, message-id, sender",
)
"""How they label everything else."""

MARKS = _set(
    "original message, forwarded message, begin forwarded message, original appointment, forwarded by",
    "fwd, ursprüngliche nachricht, originalnachricht, weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht, beginn der weitergeleiteten nachricht, message d'origine",
    "message original, message transféré, message d’origine, début du message transféré",
    "début du message réexpédié, message transmis, mensaje original, mensaje reenviado",
    "inicio del mensaje reenviado, messaggio originale, messaggio inoltrato, inizio messaggio inoltrato",
    "mensagem original, mensagem encaminhada, mensagem reencaminhada, início da mensagem reencaminhada",
    "início da mensagem encaminhada, oorspronkelijk bericht, oorspronkelijke bericht",
    "doorgestuurd bericht, begin doorgestuurd bericht, ursprungligt meddelande, originalmeddelande",
    "vidarebefordrat meddelande, vidarebefordrat brev, vidarebefordrat mejl",
    "början på vidarebefordrat brev, original meddelande, oprindelig meddelelse, videresendt meddelelse",
    "videresendt besked, start på videresendt besked, opprinnelig melding, videresendt melding",
    "videresendt e-post, alkuperäinen viesti, välitetty viesti, edelleen lähetetty viesti",
    "wiadomość oryginalna, oryginalna wiadomość, wiadomość przekazana, przekazana wiadomość",
    "początek przekazywanej wiadomości, původní zpráva, přeposlaná zpráva, pôvodná správa",
    "preposlaná správa, исходное сообщение, пересылаемое сообщение, пересланное сообщение",
    "начало переадресованного сообщения, вихідне повідомлення, переслане повідомлення, özgün ileti",
    "orijinal mesaj, iletilen ileti, iletilen mesaj, αρχικό μήνυμα, προωθημένο μήνυμα, eredeti üzenet",
    "továbbított üzenet, mesaj original, mesaj redirecționat, 原始邮件, 转发的邮件, 转发邮件, 原始郵件",
    "轉寄郵件, 元のメッセージ, 転送されたメッセージ, 원본 메시지, 원본 메일, 전달된 메시지, הודעה מקורית",
    "הודעה שהועברה, الرسالة الأصلية, رسالة معاد توجيهها, thư gốc, pesan asli",
)
"""What they write, between dashes, above another mail."""

WROTE = _set(
    "wrote, writes, said, says, schrieb, schreibt, a écrit, écrit, écrivit, escribió, escribio, escribe",
    "ha scritto, scrive, scritto, scrisse, escreveu, escreve, schreef, schrijft, skrev, skriver",
    "skrev så här, kirjoitti, pisze, napisał, napisała, napisał(a), napsal, napsala, napsal(a), napísal",
    "napísala, napísal(a), пишет, написал, написала, написал(а), пише, написав, yazdı, şunu yazdı",
    "şunları yazdı, έγραψε, írta, ezt írta, a scris, 写道, 寫道, のメール, さんは書きました, 작성",
    "님이 작성, כתב, כתבה, כתב/ה, كتب, كتبت, đã viết, menulis, kirjutas, rašė",
)
"""How they say that somebody wrote what follows."""

JOINING = _set(
    "on, at, am, um, le, à, el, a las, il giorno, alle, alle ore, ore, op, om, den, kl, kl., em, às, dnia",
    "dne, o, v, в, u, i, klo, the, de, du, d, und, and, och, via, gmt, utc, cet, cest, est, edt, pst, pdt",
    "pm, pm., a.m, p.m, hat, in, message, email, mail, tarihinde, στις, г, г., uur, uhr, escreveu, tid",
    "från, from, von, van, da, di, lúc, vào",
)
"""Words beside names and days in such a line, which are nobody's name."""

CLOSINGS = _set(
    "regards, best regards, kind regards, warm regards, best wishes, best, cheers, sincerely",
    "yours sincerely, yours, yours faithfully, many thanks, thanks, thank you, respectfully",
    "mit freundlichen grüßen, freundliche grüße, viele grüße, beste grüße, liebe grüße, mfg",
    "herzliche grüße, schöne grüße, cordialement, bien à vous, bien cordialement, salutations",
    "amicalement, saludos, un saludo, saludos cordiales, atentamente, cordiali saluti, saluti",
    "distinti saluti, un saluto, atenciosamente, cumprimentos, melhores cumprimentos, abraços, obrigado",
    "met vriendelijke groet, groeten, vriendelijke groet, mvh, med vänlig hälsning",
    "med vänliga hälsningar, hälsningar, vänliga hälsningar, vänligen, hälsar, hilsen, med venlig hilsen",
    "mvh., med vennlig hilsen, vennlig hilsen, ystävällisin terveisin, terveisin, pozdrawiam",
    "z poważaniem, s pozdravem, с уважением, з повагою, saygılarımla, με εκτίμηση, üdvözlettel, cu stimă",
    "此致, 敬具, 감사합니다, בברכה, مع التحية, trân trọng, salam",
)
"""How letters end, above the name."""

FORWARDING = tuple(
    _set(
        "forward, fwd, weitergeleit, transf, réexp, reenvi, inoltr, encaminh, doorgestuurd, vidare",
        "videresend, välit, edelleen, przekaz, přeposl, preposl, пересл, пересыл, переадрес, iletilen, προωθ",
        "továbbít, redirec, 转发, 轉寄, 転送, 전달, הועברה, معاد",
    )
)
"""Stems by which a mark says that the mail was passed on rather than answered."""

GREETINGS = _set(
    "dear, hi, hello, hey, good morning, good afternoon, good evening, greetings, hallo, guten tag, moin, servus",
    "liebe, lieber, liebes, sehr geehrte, sehr geehrter, guten morgen, bonjour, salut, cher, chère, chers, chères",
    "madame, monsieur",
    "hola, estimado, estimada, estimados, querido, querida, queridos, buenos días, buenas tardes",
    "ciao, caro, cara, cari, buongiorno, salve, gentile, egregio, olá, caro, cara, prezado, prezada, bom dia",
    "boa tarde, beste, geachte, hoi, dag, goedemorgen",
    "hej, hejsan, hei, kära, käre, bästa, god morgon, kære, kjære",
    "hyvä, terve, moi, cześć, dzień dobry, szanowni, szanowna, szanowny, drogi, droga, dobrý den, ahoj, vážený",
    "vážená, здравствуйте, привет, уважаемый, уважаемая, добрый день, добрий день, вітаю, merhaba, sayın, sevgili",
    "γεια, αγαπητέ, αγαπητή, kedves, tisztelt, dragă, stimate, bună",
)
"""How letters begin, before the name."""

DEVICES = tuple(
    _set(
        "sent from my, sent from outlook, get outlook for, von meinem, gesendet von, gesendet mit",
        "envoyé de mon, envoyé depuis, enviado desde, enviado do meu, inviato da, verzonden vanaf",
        "verstuurd vanaf, skickat från, sendt fra, lähetetty, wysłane z, odesláno z, отправлено с",
        "iphone'umdan, sent with, iphoneから送信, 发自我的, 從我的, 내 iphone에서",
    )
)
"""How the line begins that a telephone's mail program puts under what was written on it."""

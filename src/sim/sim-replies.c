/* sim-replies.c - the automatic replies that people had set before anybody managed them
 *
 * The texts are of the kinds that mail programs leave behind: Outlook's whole documents with CRLF
 * and Office styles, fragments of the web client, plain text, broken markup.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sim-replies.h"

/* In a thousand. */
#define SHARE_ON 20
#define SHARE_NOW 40
#define SHARE_LATER 52
#define SHARE_STORED 60
#define SHARE_WEEKLY 70

enum
{
  MATTER_KIND = 100,
  MATTER_TEXT,
  MATTER_DAYS,
  MATTER_AUDIENCE,
  MATTER_WEEKDAY
};

typedef struct
{
  const char *inside;
  const char *outside;
} Texts;

/* @N: the name, @F: the first name. */
static const Texts away_texts[] = {
  { "<html xmlns:v=\"urn:schemas-microsoft-com:vml\" "
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
    "xmlns=\"http://www.w3.org/TR/REC-html40\">\r\n<head>\r\n<meta http-equiv=\"Content-Type\" "
    "content=\"text/html; charset=utf-8\">\r\n<meta name=\"Generator\" content=\"Microsoft Word 15 "
    "(filtered medium)\">\r\n<style><!--\r\np.MsoNormal {margin:0cm; font-size:11.0pt; "
    "font-family:\"Calibri\",sans-serif;}\r\n--></style>\r\n</head>\r\n<body lang=\"DE\" "
    "link=\"#0563C1\">\r\n<div class=\"WordSection1\">\r\n<p class=\"MsoNormal\">Liebe Kolleginnen "
    "und Kollegen,<o:p></o:p></p>\r\n<p class=\"MsoNormal\"><o:p>&nbsp;</o:p></p>\r\n<p "
    "class=\"MsoNormal\">ich bin im Urlaub und lese meine E-Mails erst danach. In dringenden "
    "F&auml;llen hilft das <b>Team</b> weiter.<o:p></o:p></p>\r\n<p class=\"MsoNormal\">Viele "
    "Grüße<br>\r\n@N<o:p></o:p></p>\r\n</div>\r\n</body>\r\n</html>\r\n",
    "<html>\r\n<head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; "
    "charset=utf-8\">\r\n</head>\r\n<body>\r\n<p>Sehr geehrte Damen und Herren,</p>\r\n<p>ich bin "
    "derzeit nicht im Büro. Ihre Nachricht wird nicht weitergeleitet.</p>\r\n<p>Mit freundlichen "
    "Grüßen<br>\r\n@N</p>\r\n</body>\r\n</html>\r\n" },
  { "<div dir=\"ltr\" style=\"font-family:Calibri,Arial,sans-serif; font-size:11pt\">I am away and "
    "will answer when I am back.<div><br></div><div>@F</div></div>",
    "<div>Thank you for your message. I am out of the office.</div>" },
  { "<div class=\"BodyFragment\"><p>On leave. Ask <a "
    "href=\"mailto:oofadmin@corp.example\">the office</a>.</p><ul><li>Invoices: "
    "Finance</li><li>Offers: Sales &amp; Marketing</li></ul></div>",
    "" },
  { "Out until further notice, @F", "Out until further notice, @N" },
  { "<p>Je suis en congé. À bientôt&nbsp;!</p><p>@N</p>", "<p>Je suis absent(e) du bureau.</p>" },
  { "<div dir=\"rtl\">אני בחופשה ואשוב בקרוב. تحياتي</div>",
    "<div dir=\"rtl\">אני לא במשרד.</div>" },
  { "<p>休暇中です。戻り次第ご連絡いたします。 🏖️</p>",
    "<p>ただいま不在にしております。</p>" },
  { "<P>Parental leave<BR>My stand-in has my calendar<TABLE><TR><TD>Mon<TD>Bo<TR><TD>Tue<TD>Kim"
    "</TABLE>",
    "<P>On parental leave." },
};

static const Texts weekly_texts[] = {
  { "<p>I do not work on this weekday. I answer on the next.</p><p>@F</p>",
    "<p>I am not working today and will answer tomorrow.</p>" },
  { "<p>Heute arbeite ich nicht (Teilzeit). Ich melde mich am nächsten Arbeitstag.</p>",
    "<p>Ich bin heute nicht im Büro.</p>" },
};

static char *
fill_in (const SimPeople *people, guint person, const char *text)
{
  g_autofree char *name = sim_people_name (people, person);
  g_autofree char *first = sim_people_first_name (people, person);
  GString *filled = g_string_new (text);

  g_string_replace (filled, "@N", name, 0);
  g_string_replace (filled, "@F", first, 0);
  return g_string_free (filled, FALSE);
}

static OofAudience
choose_audience (const SimPeople *people, guint person)
{
  static const OofAudience choice[] = { OOF_AUDIENCE_ALL, OOF_AUDIENCE_ALL, OOF_AUDIENCE_KNOWN,
                                        OOF_AUDIENCE_NONE };

  return choice[sim_people_dice (people, person, MATTER_AUDIENCE) % G_N_ELEMENTS (choice)];
}

static OofState *
make_state (const SimPeople *people, guint person, OofMode mode, GDateTime *from, GDateTime *until,
            const Texts *texts)
{
  g_autofree char *inside = fill_in (people, person, texts->inside);
  g_autofree char *outside = fill_in (people, person, texts->outside);

  return oof_state_new (mode, choose_audience (people, person), from, until, inside, outside);
}

/* Midnight, days after the day of base, where that person lives. */
static GDateTime *
find_midnight (const SimPeople *people, guint person, GDateTime *base, int days)
{
  GTimeZone *zone = sim_people_time_zone (people, person);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (base, zone);
  g_autoptr (GDateTime) there = g_date_time_add_days (local, days);

  return g_date_time_new (zone, g_date_time_get_year (there), g_date_time_get_month (there),
                          g_date_time_get_day_of_month (there), 0, 0, 0);
}

static OofState *
make_window (const SimPeople *people, guint person, GDateTime *base, int first, int last,
             const Texts *texts)
{
  g_autoptr (GDateTime) from = find_midnight (people, person, base, first);
  g_autoptr (GDateTime) until = find_midnight (people, person, base, last);

  return make_state (people, person, OOF_MODE_SCHEDULED, from, until, texts);
}

/* The day off of this week while it lasts, else the next one. */
static OofState *
make_weekly (const SimPeople *people, guint person, GDateTime *now)
{
  int weekday = 1 + (int) (sim_people_dice (people, person, MATTER_WEEKDAY) % 5);
  g_autoptr (GDateTime) today = find_midnight (people, person, now, 0);
  int ahead = (weekday - g_date_time_get_day_of_week (today) + 7) % 7;
  const Texts *texts = &weekly_texts[person % G_N_ELEMENTS (weekly_texts)];

  return make_window (people, person, now, ahead, ahead + 1, texts);
}

OofState *
sim_reply_at_first (const SimPeople *people, guint person, GDateTime *born, GDateTime *now)
{
  guint kind = (guint) (sim_people_dice (people, person, MATTER_KIND) % 1000);
  int days = 1 + (int) (sim_people_dice (people, person, MATTER_DAYS) % 14);
  const Texts *texts =
      &away_texts[sim_people_dice (people, person, MATTER_TEXT) % G_N_ELEMENTS (away_texts)];

  if (person == SIM_ADMIN || kind >= SHARE_WEEKLY)
    return oof_state_new (OOF_MODE_OFF, OOF_AUDIENCE_ALL, NULL, NULL, "", "");
  if (kind < SHARE_ON)
    return make_state (people, person, OOF_MODE_ON, NULL, NULL, texts);
  if (kind < SHARE_NOW)
    return make_window (people, person, born, -days / 2, days, texts);
  if (kind < SHARE_LATER)
    return make_window (people, person, born, days + 3, days + 10, texts);
  if (kind < SHARE_STORED)
    return make_state (people, person, OOF_MODE_OFF, NULL, NULL, texts);
  return make_weekly (people, person, now);
}

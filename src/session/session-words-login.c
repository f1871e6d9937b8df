/* session-words-login.c - the sentences and remedies for the log-in to Microsoft 365
 *
 * What Microsoft calls AADSTS and a number is a reason of oauth-error.h here. In the remedies %s is
 * the application's (client) id.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-words.h"

#include <glib/gi18n-lib.h>

const SessionWords session_words_login[] = {
  /* where */
  { "tenant-unknown", N_ ("Microsoft 365 knows no organisation (tenant) of this name."),
    N_ ("Check the tenant: one of its domains, or the Directory (tenant) ID of the page Overview "
        "in "
        "the Entra admin center; and that the right cloud is chosen.") },
  { "tenant-name",
    N_ ("A tenant is a domain or an id such as "
        "5c9f3d7e-41aa-4b60-9f0e-3d1c6a7b8e92."),
    N_ ("Copy the Directory (tenant) ID from the page Overview in the Entra admin center.") },
  { "other-cloud", N_ ("The organisation is in another of Microsoft’s clouds."),
    N_ ("Choose its cloud in Connection (“absentiactl profile add” with --cloud).") },
  { "other-cloud-known", N_ ("The organisation is in another of Microsoft’s clouds."),
    N_ ("Choose the cloud {OBJECT}.") },
  { "discovery-host", N_ ("The login server names an address that is not its own."),
    N_ ("Nothing was sent there. Check the login server’s address, and what stands between it and "
        "this computer.") },
  { "discovery-issuer", N_ ("The login server answers for another organisation."),
    N_ ("Nothing was sent to it. Check the tenant and the cloud.") },
  { "cloud-address", N_ ("An address of the cloud is not one such as https://login.example.com."),
    N_ ("Give it with https:// and without a question mark or a user name.") },
  /* which application */
  { "app-unknown", N_ ("The organisation does not know the application."),
    N_ ("Check the Application (client) ID %s and the tenant; after registering it, an "
        "administrator has to consent to it in this tenant.") },
  { "app-disabled", N_ ("The application is switched off in this organisation."),
    N_ ("Entra admin center, Enterprise applications, the application %s, Properties: “Enabled for "
        "users to sign in”.") },
  { "app-public",
    N_ ("The application is registered as a public one, so it must not have a secret."),
    N_ ("Entra admin center, App registrations, the application %s, Authentication: register "
        "http://localhost as “Mobile and desktop applications”, not as “Web”.") },
  { "app-confidential", N_ ("The application has to prove who it is, and was not asked to."),
    N_ ("Give its certificate or its secret; for signing in as a person switch on “Allow public "
        "client flows” (App registrations, %s, Authentication).") },
  { "app-single-tenant",
    N_ ("The application is registered for one organisation only, and it is "
        "not this one."),
    N_ ("Enter the tenant in which the application %s is registered.") },
  { "not-assigned", N_ ("The application is not assigned to this person."),
    N_ ("Entra admin center, Enterprise applications, %s, Users and groups: add the person, or set "
        "“Assignment required” to No.") },
  { "client-refused", N_ ("The login server refused the application’s certificate or secret."),
    N_ ("Check the Application (client) ID %s, and that its certificate or secret is the one that "
        "is registered and has not expired.") },
  { "login-refused", N_ ("Microsoft 365 refused the log-in of the application."),
    N_ ("Look at the details: the page https://login.microsoftonline.com/error tells about a code. "
        "Entra admin center, Sign-in logs, has what happened.") },
  { "request-refused", N_ ("The login server did not take the question as it was put."),
    N_ ("Check the addresses and the cloud; if they are right, please report this with the "
        "details.") },
  /* secret and certificate */
  { "no-credentials", N_ ("The application has neither a certificate nor a secret."),
    N_ ("Choose its certificate, or enter its secret again, in Connection (“absentiactl profile "
        "add --replace” with --certificate or --secret-stdin).") },
  { "secret-wrong", N_ ("The application’s secret is wrong."),
    N_ ("Copy the secret’s Value, not its Secret ID: it is shown once, when the secret is made "
        "(App registrations, %s, Certificates & secrets). If it is gone, make a new one.") },
  { "secret-expired", N_ ("The application’s secret has expired."),
    N_ ("Make a new one, or better upload a certificate (App registrations, %s, Certificates & "
        "secrets), and give it in Connection.") },
  { "secret-ending", N_ ("The application’s secret ends within 30 days."),
    N_ ("It ends on {OBJECT}. Make a new one, or better upload a certificate (App registrations, "
        "%s, Certificates & secrets), and give it in Connection, with the day on which it ends.") },
  { "secret-over", N_ ("The application’s secret has come to its end."),
    N_ ("It ended on {OBJECT}. Make a new one, or better upload a certificate (App registrations, "
        "%s, Certificates & secrets), and give it in Connection, with the day on which it ends.") },
  { "certificate-ending", N_ ("The application’s certificate ends within 30 days."),
    N_ ("It ends on {OBJECT}. Make a new one, upload its public part (App registrations, %s, "
        "Certificates & secrets), and choose its file in Connection.") },
  { "certificate-over", N_ ("The application’s certificate has come to its end."),
    N_ ("It ended on {OBJECT}. Make a new one, upload its public part (App registrations, %s, "
        "Certificates & secrets), and choose its file in Connection.") },
  { "certificate-unknown", N_ ("The application’s certificate is not registered, or not this one."),
    N_ ("Upload the public certificate (App registrations, %s, Certificates & secrets) and compare "
        "the thumbprint that is shown there.") },
  { "assertion-time", N_ ("The login server finds the clock of this computer wrong."),
    N_ ("Set it right: timedatectl. The certificate may be over, too.") },
  { "certificate-format", N_ ("The file holds no certificate that can be read."),
    N_ ("It has to be PEM or PKCS#12 (.pfx, .p12), with the certificate and its private key.") },
  { "certificate-key", N_ ("The certificate’s file holds no private key."),
    N_ ("Choose the file that has both. To put them together: cat key.pem certificate.pem > "
        "both.pem; from Windows export it as .pfx, with the private key.") },
  { "certificate-passphrase", N_ ("The passphrase does not open the certificate’s file."),
    N_ ("Enter it again; it is kept where a secret would be.") },
  { "certificate-passphrase-missing",
    N_ ("The certificate’s private key is protected by a passphrase."),
    N_ ("Enter the passphrase in the place of the secret (“absentiactl profile add --replace” with "
        "--secret-stdin).") },
  { "certificate-mismatch", N_ ("The private key belongs to another certificate."),
    N_ ("Put the certificate and its own key into the file.") },
  { "certificate-rsa", N_ ("The certificate’s key is of a kind that Microsoft 365 does not take."),
    N_ ("Make one with an RSA key of 2048 bits or more: openssl req -x509 -newkey rsa:2048 -nodes "
        "-days 365 -subj /CN=Absentia -keyout key.pem -out certificate.pem") },
  /* what it is allowed */
  { "consent-missing", N_ ("No administrator has consented to what the application is to do."),
    N_ ("Entra admin center, App registrations, %s, API permissions: “Grant admin consent”. It may "
        "take some minutes to take effect.") },
  { "consent-declined", N_ ("The sign-in was declined."),
    N_ ("Sign in once more and accept; where that is not offered, an administrator has to "
        "consent.") },
  { "consent-other-tenant", N_ ("Consent was given for another organisation."),
    N_ ("Sign in as an administrator of this one.") },
  { "service-missing", N_ ("The organisation has no Exchange Online or no Microsoft Graph."),
    N_ ("Check the tenant and its licences, and that the right cloud is chosen.") },
  { "policy-blocked", N_ ("A Conditional Access policy of the organisation does not let this in."),
    N_ ("Entra admin center, Sign-in logs, tells which policy; for an application leave it out of "
        "the policy for workload identities, or allow this computer’s network.") },
  { "mfa-needed", N_ ("The organisation wants a second factor for this."),
    N_ ("Sign in in the browser; with a code or without a person there is no second factor.") },
  /* who */
  { "account-unknown", N_ ("The organisation does not know this account, or only as a guest."),
    N_ ("Sign in with an account of this tenant.") },
  { "account-password", N_ ("The account’s password is wrong or has expired."),
    N_ ("Sign in once more; set a new password where it has expired.") },
  { "account-disabled", N_ ("The account is disabled."), N_ ("Choose another one.") },
  { "account-locked", N_ ("The account is locked after wrong passwords."),
    N_ ("Wait some minutes, or have an administrator unlock it.") },
  { "sign-in-again", N_ ("The sign-in is not valid any more."), N_ ("Sign in once more.") },
  /* signing in */
  { "redirect-unregistered",
    N_ ("The application does not have this computer’s address registered for signing in."),
    N_ ("Entra admin center, App registrations, %s, Authentication, Mobile and desktop "
        "applications: add http://localhost") },
  { "state-mismatch", N_ ("What came back from the browser belongs to another sign-in."),
    N_ ("Nothing was taken from it. Close the old windows and sign in once more.") },
  { "sign-in-timeout", N_ ("Nobody signed in within ten minutes."), N_ ("Sign in once more.") },
  { "sign-in-unsupported", N_ ("The login server does not offer this way of signing in."),
    N_ ("Use a certificate or a secret of the application.") },
  { "loopback-port", N_ ("This computer has no free port for the way back from the browser."),
    N_ ("Sign in with a code instead.") },
  { "code-pending", N_ ("The code was not entered yet."), N_ ("Enter it on the page named.") },
  { "code-slow", N_ ("The code was asked about too often."), N_ ("Try again in a minute.") },
  { "code-wrong", N_ ("The login server does not know the code."), N_ ("Ask for a new one.") },
  { "code-expired", N_ ("The code was not used in time."), N_ ("Ask for a new one.") },
  /* the answer */
  { "login-busy", N_ ("The login server has too much to do, or a passing fault."),
    N_ ("Wait some minutes; https://status.cloud.microsoft tells about outages.") },
  { "token-answer",
    N_ ("What answers there is not a login server, or one that cannot be believed."),
    N_ ("Check the login server’s address; if it is right, a proxy on the way may answer in its "
        "place.") },
  { "token-redirect", N_ ("The login server wants to send the application elsewhere."),
    N_ ("Nothing was sent there. Check the address, and whether a proxy wants a log-in of its "
        "own.") },
  { NULL },
};

/** The text of a letter if the office gives none. */
export function usualTemplate(withRegion: boolean): string {
  const region = withRegion
    ? { fr: ' Vous votez dans la région **{region}**.', en: ' You vote in the region **{region}**.' }
    : { fr: '', en: '' };
  return `[fr]
# Votre lettre pour voter
Cette lettre vous permet de voter dans le scrutin **{contest}**.${region.fr}

- Ouvrez **{url}** ou numérisez le code QR.
- Entrez votre identifiant et le code. Les espaces, les majuscules et les minuscules ne comptent pas.
- Choisissez, vérifiez, envoyez. Le premier vote compté est définitif.

Gardez ce code secret\u00a0: il vaut votre bulletin. Si la lettre est perdue ou abîmée, communiquez avec le bureau responsable du scrutin (référence **{reference}**).

[en]
# Your letter for voting
With this letter you can vote in the contest **{contest}**.${region.en}

- Open **{url}** or scan the QR code.
- Enter your identifier and the code. Spaces, upper and lower case do not matter.
- Choose, check, send. The first vote that is counted is final.

Keep this code secret: it is worth your ballot. If the letter is lost or damaged, contact the election office (reference **{reference}**).
`;
}

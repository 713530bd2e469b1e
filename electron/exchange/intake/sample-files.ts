/** Invented files in each format, for tests: everybody in them is made up, and recognisably so. */
const text = (value: unknown): string => JSON.stringify(value, null, 2);

export const VUM_SAMPLE = text([
  {
    idWerkzoekende: 'verzonnen-1',
    indicatieLdrRegistratie: 1,
    indicatieBeschikbaarheidContactgegevens: 1,
    persoonlijkePresentatie: 'Ik zoek werk waarbij ik buiten ben.',
    voorkeursland: [{ landencodeIso: 'NL' }, { landencodeIso: 'be' }],
    eisAanWerk: { indicatieAanpassingWerkomgeving: 0, indicatieBegeleiding: 1, indicatieWerkvariatie: 2 },
    vervoermiddel: [
      { codeVervoermiddel: 3, indicatieBeschikbaarVoorWoonWerkverkeer: 1, indicatieBeschikbaarVoorUitvoeringWerk: 2 },
      { codeVervoermiddel: 1, indicatieBeschikbaarVoorWoonWerkverkeer: 0 },
    ],
    mobiliteit: { bemiddelingspostcode: '1234ab', maximaleReistijd: 45 },
    flexibiliteit: {
      codeRegiostraal: 4,
      indicatieOnregelmatigWerkOfPloegendienst: 2,
      datumAanvangBeschikbaarVoorWerk: '2026-12-01',
    },
    werktijden: { aantalWerkurenPerWeekMinimaal: 24, aantalWerkurenPerWeekMaximaal: 32, indicatieKantoortijden: 1 },
    contractvorm: [
      { codeTypeArbeidscontract: 'B', codeTypeOvereenkomst: '01' },
      { codeTypeOvereenkomst: '02' },
      { codeTypeOvereenkomst: '01' },
    ],
    arbeidsmarktkwalificatie: {
      codeWerkEnDenkniveauWerkzoekende: 4,
      vakvaardigheid: [{ omschrijving: 'Heggen snoeien' }],
      taalbeheersing: [{ codeTaal: 'nld', codeNiveauTaalbeheersingMondeling: 3, codeNiveauTaalbeheersingLezen: 8 }],
      gedragscompetentie: [
        {
          codeGedragscompetentie: 24105,
          omschrijvingGedragscompetentie: 'Ik help graag een ander.',
          codeBeheersingGedragscompetentie: 1,
        },
      ],
      interesse: [{ naamInteresse: 'Moestuin' }],
      rijbewijs: [{ codeSoortRijbewijs: 'B+' }, { codeSoortRijbewijs: 'Q' }],
      cursus: [
        { naamCursus: 'VCA Basis', datumCertificaat: '2024-05-17', naamOpleidingsinstituut: 'Cursushuis De Fantasie' },
      ],
      opleiding: [
        {
          codeNiveauOpleiding: 4,
          indicatieDiploma: 1,
          datumDiploma: '2012-07-04',
          opleidingsnaam: { codeOpleidingsnaam: 25446, omschrijvingOpleidingsnaam: 'Hovenier' },
          codeStatusOpleiding: 1,
          naamOpleidingsinstituut: 'Verzonnen College',
        },
        { opleidingsnaam: { naamOpleidingOngecodeerd: 'Lasser', omschrijvingOpleiding: 'Avondschool' } },
      ],
      werkervaring: [
        {
          datumAanvangWerkzaamheden: '2013-01-01',
          datumEindeWerkzaamheden: '2019-02-30',
          naamOrganisatie: 'Hoveniersbedrijf Nergens',
          beroep: { codeBeroepsnaam: 'A1234', omschrijvingBeroepsnaam: 'Hovenier' },
          toelichtingWerkervaring: 'Onderhoud van tuinen.',
        },
        { beroep: { naamBeroepOngecodeerd: 'Stratenmaker' } },
      ],
    },
    emailadres: ['proef.persoon@example.nl', 'geen adres'],
    webadres: [{ codeWebadres: 2, url: 'https://example.org/cv' }, { url: 'javascript:alert(1)' }],
    telefoonnummer: ['06 00 00 12 34'],
    contactpersoon: [{ naamContactpersoonAfdeling: 'Werkplein Nergens', telefoonnummer: '0600000099' }],
    sector: [{ codeSbi: 81300 }],
    bemiddelingsberoep: [
      { codeBeroepsnaam: 'A1234', omschrijvingBeroepsnaam: 'Hovenier' },
      { naamBeroepOngecodeerd: 'Groenvoorziener' },
    ],
    geboortedatum: '1980-01-01',
    eigenVeld: { bsn: '123456782', kleur: 'groen' },
  },
  { idWerkzoekende: 'verzonnen-2', mobiliteit: { bemiddelingspostcode: 'geen' } },
]);

export const JSON_RESUME_SAMPLE = text({
  $schema: 'https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json',
  basics: {
    name: 'Yasmin van der Verzonnen',
    label: 'Administratief medewerker',
    image: 'https://example.org/foto.png',
    email: 'yasmin@example.nl',
    phone: '06 00 00 11 22',
    url: 'https://example.org/yasmin',
    summary: 'Nauwkeurig en vrolijk.',
    location: {
      address: 'Dorpsstraat 12-a',
      postalCode: '1234 AB',
      city: 'Nergenshuizen',
      countryCode: 'NL',
      region: 'Utrecht',
    },
    profiles: [
      { network: 'Twitter', username: 'yasminverzonnen' },
      { network: 'GitHub', username: 'yv', url: 'https://github.example.org/yv' },
    ],
  },
  work: [
    {
      name: 'Kantoor Nergens',
      position: 'Secretaresse',
      location: 'Nergenshuizen',
      startDate: '2015',
      endDate: '2020-03',
      summary: 'Agenda en post.',
      highlights: ['Archief opgeruimd'],
      url: 'https://example.org/kantoor',
    },
  ],
  volunteer: [{ organization: 'Buurthuis Verzonnen', position: 'Taalmaatje', startDate: '2021-01-01' }],
  education: [
    {
      institution: 'Verzonnen College',
      area: 'Administratie',
      studyType: 'MBO 4',
      endDate: '2014-07',
      courses: ['Boekhouden'],
      score: '8',
    },
  ],
  certificates: [{ name: 'Typediploma', issuer: 'Cursushuis', date: '2013-05-01' }],
  skills: [{ name: 'Tekstverwerken', level: 'Master', keywords: ['Word', 'Writer'] }],
  languages: [
    { language: 'Nederlands', fluency: 'Moedertaal' },
    { language: 'English', fluency: 'Fluent' },
    { language: 'Frans', fluency: 'een beetje' },
  ],
  interests: [{ name: 'Koor', keywords: ['alt'] }],
  awards: [{ title: 'Medewerker van de maand' }],
});

export const EUROPASS_XML_SAMPLE = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Candidate xmlns="http://www.europass.eu/1.0" xmlns:hr="http://www.hr-xml.org/3" xmlns:oa="http://www.openapplications.org/oagis/9" xmlns:eures="http://www.europass_eures.eu/1.0">
  <hr:DocumentID schemeID="Verzonnen-0001" schemeVersionID="4.0"/>
  <CandidatePerson>
    <PersonName><oa:GivenName>Tomasz</oa:GivenName><hr:FamilyName>Wymyślony</hr:FamilyName></PersonName>
    <Communication><ChannelCode>Email</ChannelCode><oa:URI>tomasz@example.org</oa:URI></Communication>
    <Communication><ChannelCode>Telephone</ChannelCode><UseCode>mobile</UseCode><CountryDialing>31</CountryDialing><oa:DialNumber>600001234</oa:DialNumber><CountryCode>nl</CountryCode></Communication>
    <Communication><ChannelCode>Social Media</ChannelCode><UseCode>linkedin</UseCode><oa:URI>https://linkedin.example.org/in/tomasz</oa:URI></Communication>
    <Communication><UseCode>home</UseCode><Address type="home"><oa:AddressLine>Kerkstraat 5</oa:AddressLine><oa:CityName>Nergenshuizen</oa:CityName><CountryCode>nl</CountryCode><oa:PostalCode>1234 AB</oa:PostalCode></Address></Communication>
    <NationalityCode>pl</NationalityCode>
    <hr:BirthDate>1985-02-03</hr:BirthDate>
    <GenderCode>male</GenderCode>
    <PrimaryLanguageCode name="NORMAL">pol</PrimaryLanguageCode>
  </CandidatePerson>
  <CandidateProfile languageCode="nl">
    <hr:ID schemeID="Verzonnen-0001"/>
    <hr:ExecutiveSummary>&lt;p&gt;Lasser met &lt;strong&gt;tien jaar&lt;/strong&gt; ervaring.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;TIG&lt;/li&gt;&lt;li&gt;MIG &amp;amp; MAG&lt;/li&gt;&lt;/ul&gt;</hr:ExecutiveSummary>
    <EmploymentHistory><EmployerHistory>
      <hr:OrganizationName>Staalbouw Verzonnen</hr:OrganizationName>
      <hr:IndustryCode>C</hr:IndustryCode>
      <PositionHistory>
        <PositionTitle typeCode="URI" languageID="http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000000">Lasser</PositionTitle>
        <eures:EmploymentPeriod>
          <eures:StartDate><hr:FormattedDateTime>2012-03</hr:FormattedDateTime></eures:StartDate>
          <eures:EndDate><hr:FormattedDateTime>2022</hr:FormattedDateTime></eures:EndDate>
          <hr:CurrentIndicator>false</hr:CurrentIndicator>
        </eures:EmploymentPeriod>
        <oa:Description>&lt;p&gt;Constructies lassen&lt;/p&gt;</oa:Description>
        <City>Nergenshuizen</City>
      </PositionHistory>
    </EmployerHistory></EmploymentHistory>
    <EducationHistory><EducationOrganizationAttendance>
      <hr:OrganizationName>Technikum Wymyślone</hr:OrganizationName>
      <EducationLevelCode>4</EducationLevelCode>
      <AttendancePeriod><StartDate><hr:FormattedDateTime>2000-09-01</hr:FormattedDateTime></StartDate><Ongoing>false</Ongoing></AttendancePeriod>
      <EducationDegree><hr:DegreeName>Metaalbewerker</hr:DegreeName></EducationDegree>
    </EducationOrganizationAttendance></EducationHistory>
    <eures:Licenses><eures:License><hr:LicenseTypeCode>B</hr:LicenseTypeCode></eures:License></eures:Licenses>
    <PersonQualifications><PersonCompetency>
      <CompetencyID schemeName="NORMAL">dut</CompetencyID><hr:TaxonomyID>language</hr:TaxonomyID>
      <eures:CompetencyDimension><hr:CompetencyDimensionTypeCode>CEF-Understanding-Listening</hr:CompetencyDimensionTypeCode><eures:Score><hr:ScoreText>B2</hr:ScoreText></eures:Score></eures:CompetencyDimension>
    </PersonCompetency></PersonQualifications>
    <Skills><PersonCompetency><hr:TaxonomyID>Digital_Skill</hr:TaxonomyID><hr:CompetencyName>CAD tekenen</hr:CompetencyName></PersonCompetency></Skills>
    <eures:Attachment><oa:EmbeddedData>ZGF0YTppbWFnZQ==</oa:EmbeddedData><oa:FileType>photo</oa:FileType></eures:Attachment>
    <Others><Title>Overig</Title><Other><Title>EHBO</Title></Other></Others>
  </CandidateProfile>
</Candidate>
`;

export const EUROPASS_JSON_SAMPLE = text({
  SkillsPassport: {
    Locale: 'nl',
    DocumentInfo: { DocumentType: 'ECV' },
    LearnerInfo: {
      Identification: {
        PersonName: { FirstName: 'Aïsha', Surname: 'Verzinsel' },
        ContactInfo: {
          Address: {
            Contact: {
              AddressLine: 'Laan 7',
              PostalCode: '1234 CD',
              Municipality: 'Nergenshuizen',
              Country: { Code: 'NL', Label: 'Nederland' },
            },
          },
          Email: { Contact: 'aisha@example.nl' },
          Telephone: [{ Contact: '06 00 00 55 66', Use: { Code: 'mobile' } }],
        },
        Demographics: {
          Birthdate: { Year: 1990, Month: 2, Day: 3 },
          Gender: { Code: 'F' },
          Nationality: [{ Code: 'NL' }],
        },
        Photo: { MimeType: 'image/jpeg', Data: 'AAAA' },
      },
      Headline: { Type: { Code: 'preferred_job' }, Description: { Label: 'Kok' } },
      WorkExperience: [
        {
          Period: { From: { Year: 2002, Month: 8 }, Current: true },
          Position: { Label: 'Hulpkok' },
          Activities: 'Snijden<br/>en koken',
          Employer: { Name: 'Restaurant Nergens' },
        },
      ],
      Education: [
        {
          Period: { From: { Year: 1997 }, To: { Year: 2001, Month: 6, Day: 9 } },
          Title: 'Koksopleiding',
          Organisation: { Name: 'Verzonnen College' },
          Level: { Code: '3' },
        },
      ],
      Skills: {
        Linguistic: {
          MotherTongue: [{ Description: { Code: 'nl', Label: 'Nederlands' } }],
          ForeignLanguage: [
            { Description: { Code: 'fr', Label: 'Frans' }, ProficiencyLevel: { Listening: 'C1', Writing: 'A2' } },
          ],
        },
        Computer: { Description: 'Kassasysteem' },
        Driving: { Description: [{ Licence: 'AM' }, { Licence: 'B' }] },
      },
      Achievement: [{ Title: { Label: 'Prijzen' }, Description: 'Beste soep' }],
    },
  },
});

export const CSV_SAMPLE = [
  'Voorletters;Tussenvoegsel;Achternaam;Adres;Postcode;Woonplaats;E-mail;Telefoon;Mobiel;Geboortedatum;BSN;Beschikbaar per;Uren;Dagen;Rijbewijs;Talen;Vaardigheden;Laatste functie;Werkgever;Werk van;Participatiewet;Kleur',
  'A.B.;de;Verzonnen;Dorpsstraat;1234ab;Nergenshuizen;a.verzonnen@example.nl;030 000 00 11;06 00 00 33 44;01-02-1980;123456782;23-11-2026;24-32;ma, di en do;B, BE;Nederlands (moedertaal), Engels (goed);Lassen|Snijden;Lasser;Staal Nergens;nov 2015;ja;blauw',
  'C.;;"Bedacht; van";;4321 ZZ;Elders;c.bedacht@example.nl;;;;;;;;nee;;;;;;nee;',
].join('\r\n');

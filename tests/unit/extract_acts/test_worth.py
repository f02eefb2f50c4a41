import pytest

from tests.contracts.telling import events_of

NOT_NEWS = [
    ("an instruction", "Do not call the police before noon."),
    ("a skill", "A single wasp can kill a child."),
    ("a habit, by its adverb", "Prosecutors rarely indict police officers."),
    ("a habit, by its subject", "Voters support Senator Miller because he listens."),
    ("a habit, by its date", "Thousands of soldiers are wounded every year."),
    ("a man who hurts himself", "The former officer shot himself on Friday."),
    ("an aim", "The two chefs came to discuss the menu with officials."),
    ("one person who talks", "The actress discussed her new film."),
    ("private praise", "The singer praised her sister."),
    ("cooperation of one", "The company sells houses."),
    ("aid to nobody by nobody", "The baker provided a cake."),
    ("a plan of a person against nobody", "Miller wants to attack the tax code."),
    ("a neighbour's warning", "A neighbour warned the residents."),
    ("a disease", "A cholera outbreak has killed 40 people in Chad."),
    ("a road accident", "Three soldiers were killed in a car crash near Accra."),
    ("a storm", "Two people were killed when a storm hit the coast of Ghana."),
    ("an animal", "Officials killed 200 sheep in Wales."),
    ("a film", "The French minister shot a film."),
    ("a record", "Unemployment hit a record in Spain."),
    ("sport", "Brazil beat Argentina in the final."),
    ("an injured player", "The striker injured his knee in a match against Chile."),
    ("a report", "The ministry released a statement on Friday."),
    ("a fugitive from the police", "The driver fled the scene before police arrived."),
    ("a purchase", "The minister bought a house from a general."),
    ("a figure of speech", "The scandal destroyed the minister's career."),
    ("what a rule does", "The rules restrict exports to Peru."),
    ("a courtesy", "The police responded to allegations on Monday."),
    ("a law on everyone", "Lobbyists are required to register."),
    ("a possibility in medicine", "Officials ruled out transmission between humans."),
    ("a feast", "Norwegians celebrated the king's birthday."),
    ("a bus accident", "Four soldiers were killed when their bus overturned."),
    ("a private concern", "The singer complained about the weather."),
    ("a private plan", "The baker will talk about bread."),
    ("a friend's request", "The singer asked her fans to buy the song."),
    ("what a body requires of itself", "The reporter required treatment."),
    ("a thing taken out", "The old compressors were removed from the houses."),
    ("a team that recovers", "The Eagles rallied from a deficit to win."),
    ("a patient", "Three children were treated for burns."),
    ("a phone call", "A call was made from the hotel to the ministry."),
    ("a number that grows", "The population has exploded since 1990."),
    ("guardsmen who protest", "Soldiers rallied in the streets of Accra."),
    ("a lasting tie", "He watches a network funded by the Qatari government."),
    ("a hurt of no body", "The scandal is hurting the minister with young voters."),
    ("a warning of no threat", "Officials warned that prices may rise."),
    ("an emergency for a storm", "The governor declared a state of emergency after the hurricane."),
    ("a man against his illness", "The senator battled through a fever."),
    ("a bell", "The president rang a bell."),
    ("nobody's suspicion", "It is suspected that salt was added to the water."),
    ("a cause", "The outbreak was blamed on poor sanitation."),
    (
        "a toll after a disaster",
        "The tsunami reached Africa in an hour. More than 300 people were killed in Kenya.",
    ),
    ("a virus by its name", "H5N1 killed 93 people in Indonesia."),
    ("a heart attack", "The minister survived a heart attack."),
    ("what somebody needs", "Thousands of Kenyans require aid."),
    ("what a tool can do", "The company can help hospitals."),
    ("a medal", "The mayor received a medal."),
    ("carbon", "Engineers captured sulfur with a spray."),
    ("a limit of use", "The hospital limited exposure to noise."),
    ("a press release", "A press release by the government of Kenya was short."),
    ("a tariff", "The new tariffs hit farmers in Peru."),
    ("a blaze", "A fire destroyed the building on Friday."),
    ("a gas", "Carbon monoxide poisoning is common in Georgia."),
    ("a poll", "Two percent support Senator Miller."),
    ("an opinion", "Voters agreed that the mayor is healthy."),
    ("a private confession", "The winners admitted that they were tired."),
    ("a question", "The senator asked the minister about the report."),
    ("money for a campaign", "The party collected nine million dollars."),
    ("a mine of gold", "Villagers mined gold in Nigeria."),
    ("a means", "The strategy for ending the protests is slow."),
    ("a thing that forces", "Cheap phones forced customers to adapt."),
]


@pytest.mark.parametrize(("kind", "text"), NOT_NEWS, ids=[kind for kind, _ in NOT_NEWS])
def test_what_is_no_news_of_public_life_is_no_event(kind: str, text: str) -> None:
    assert events_of(text) == [], kind


NEWS = [
    ("Police arrest protesters in Nairobi", "COERCE"),
    ("A roadside bomb killed three soldiers in Mali.", "ASSAULT"),
    ("Residents fled the town after the shelling.", "SANCTION"),
    ("Soldiers beat three protesters in Lima.", "ASSAULT"),
    ("The Senate killed the bill.", "REJECT"),
    ("The senator attacked the president's credibility.", "ACCUSE"),
    ("Four soldiers were killed when their vehicle hit a mine.", "ASSAULT"),
    ("The militias attacked army positions near the town.", "ASSAULT"),
    ("Russian agents hacked into the ministry's computers.", "COERCE"),
    ("Rebels targeted a convoy near Gao.", "ASSAULT"),
    ("The senator attacked his rival as a fraud.", "ACCUSE"),
    ("Democrats blasted the president over the budget.", "ACCUSE"),
    ("Officials threatened to close the border with Chad.", "THREATEN"),
    ("The junta declared a state of emergency.", "COERCE"),
    ("The storm passed on Monday. Gunmen attacked the town. Two people were killed.", "ASSAULT"),
    ("Rebels captured an army base near Goma.", "ASSAULT"),
    ("The WHO deployed doctors to the villages.", "AID"),
    ("The two governments agreed that troops should leave.", "AGREE"),
    ("Artillery fire destroyed the building.", "ASSAULT"),
    ("Police launched an operation to detain ten activists.", "COERCE"),
    ("Kenya warned Uganda against closing the border.", "THREATEN"),
    ("The union will hold a protest outside the Kenyan embassy.", "THREATEN"),
    ("Chad forced the rebels to leave the town.", "COERCE"),
    ("Peru's president discussed trade with the Chilean minister.", "CONSULT"),
    ("Rebels blew themselves up beside a convoy of soldiers.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_news_of_public_life_is_told(text: str, expected: str) -> None:
    assert expected in {event.type for event in events_of(text)}


def test_an_agreement_that_is_in_doubt_is_hypothetical() -> None:
    (event,) = events_of("Traders wondered whether Norway could agree to lift the embargo.")
    assert (event.type, event.status) == ("AGREE", "hypothetical")

using Kith.Accounts;

namespace Kith.Tests.Accounts;

public sealed class AccountRulesTests
{
    [Theory]
    [InlineData("  Ada \t Lindqvist\n", "Ada Lindqvist")]
    [InlineData("李小龍", "李小龍")]
    [InlineData("Ada\u200B Lind\u202Eqvist", "Ada Lindqvist")]
    [InlineData("O'Brien-Ng 3rd", "O'Brien-Ng 3rd")]
    public void A_name_is_kept_without_what_cannot_be_seen(string typed, string name) => Assert.Equal(name, AccountRules.Name(typed));

    [Theory]
    [InlineData(null)]
    [InlineData(" \u0007 ")]
    [InlineData("…!?")]
    public void What_has_no_letter_is_no_name(string? typed) => Assert.Equal("name", Assert.Throws<InvalidInputException>(() => AccountRules.Name(typed)).Where);

    [Theory]
    [InlineData(" Ada@Example.ORG ", "ada@example.org")]
    [InlineData("o'brien+kith@sub.example.org", "o'brien+kith@sub.example.org")]
    [InlineData("ada@localhost", "ada@localhost")]
    public void A_mail_address_is_kept_in_lower_case(string typed, string email) => Assert.Equal(email, AccountRules.CheckedEmail(typed));

    [Theory]
    [InlineData("ada")]
    [InlineData("@example.org")]
    [InlineData("ada@")]
    [InlineData("ada@@example.org")]
    [InlineData("ada@example.org, eve@example.org")]
    [InlineData("ada@example.org\r\nBcc: all@example.org")]
    [InlineData("<ada@example.org>")]
    public void What_mail_could_not_be_sent_to_is_refused(string typed) => Assert.Equal("email", Assert.Throws<InvalidInputException>(() => AccountRules.CheckedEmail(typed)).Where);

    [Theory]
    [InlineData("short", false)]
    [InlineData("aaaaaaaaaaaaaa", false)]
    [InlineData("lindqvist123", false)]
    [InlineData("seven grey gulls", true)]
    public void A_password_is_long_and_not_the_first_to_be_guessed(string typed, bool taken)
    {
        if (taken)
        {
            Assert.Equal(typed, AccountRules.CheckedPassword(typed, "lindqvist@example.org"));
        }
        else
        {
            Assert.Equal("password", Assert.Throws<InvalidInputException>(() => AccountRules.CheckedPassword(typed, "lindqvist@example.org")).Where);
        }
    }
}
